import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { callCorrectionSchema } from "#lib/domain/api/call";
import { correctCall } from "#lib/services/calls/correct-call";
import { getCall } from "#lib/services/calls/get-call";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) => json(await getCall(ctx, params.id)));

export const PATCH = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await correctCall(ctx, params.id, await readJson(request, callCorrectionSchema))),
);

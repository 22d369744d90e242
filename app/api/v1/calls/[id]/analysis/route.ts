import { json, userRoute } from "@/app/_server/route";
import { getAnalysis } from "#lib/services/calls/get-analysis";
import { requestAnalysis } from "#lib/services/calls/request-analysis";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await getAnalysis(ctx, params.id)),
);

/** Once more, for example after the campaign's fields were changed. */
export const POST = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await requestAnalysis(ctx, params.id), 202),
);

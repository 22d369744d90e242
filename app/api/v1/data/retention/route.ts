import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { retentionPatchSchema } from "#lib/domain/api/privacy";
import { getRetention } from "#lib/services/privacy/get-retention";
import { updateRetention } from "#lib/services/privacy/update-retention";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await getRetention(ctx)));

export const PATCH = userRoute(async (ctx, { request }) =>
  json(await updateRetention(ctx, await readJson(request, retentionPatchSchema))),
);

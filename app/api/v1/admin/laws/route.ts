import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { lawChangeSchema } from "#lib/domain/api/law";
import { changeLaw } from "#lib/services/platform/change-law";
import { listLaws } from "#lib/services/platform/list-laws";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await listLaws(ctx)));

export const POST = userRoute(async (ctx, { request }) =>
  json(await changeLaw(ctx, await readJson(request, lawChangeSchema))),
);

import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { dialingRulesPatchSchema } from "#lib/domain/api/dialing-rules";
import { getDialingRules } from "#lib/services/dialing/get-dialing-rules";
import { updateDialingRules } from "#lib/services/dialing/update-dialing-rules";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await getDialingRules(ctx)));

export const PATCH = userRoute(async (ctx, { request }) =>
  json(await updateDialingRules(ctx, await readJson(request, dialingRulesPatchSchema))),
);

import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { planChangeSchema } from "#lib/domain/api/usage";
import { NO_BILLING } from "#lib/services/plans/billing";
import { changePlan } from "#lib/services/plans/change-plan";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx, { request }) =>
  json(await changePlan(ctx, NO_BILLING, await readJson(request, planChangeSchema))),
);

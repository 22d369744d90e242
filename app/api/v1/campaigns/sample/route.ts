import { carrierFacts } from "@/app/_server/carrier-facts";
import { json, userRoute } from "@/app/_server/route";
import { runSampleCampaign } from "#lib/services/campaigns/run-sample-campaign";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx) => json(await runSampleCampaign(ctx, carrierFacts()), 201), {
  scope: "dial",
});

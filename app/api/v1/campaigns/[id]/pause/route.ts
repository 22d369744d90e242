import { json, userRoute } from "@/app/_server/route";
import { getCampaign } from "#lib/services/campaigns/get-campaign";
import { pauseCampaign } from "#lib/services/campaigns/pause-campaign";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params }) => {
  await pauseCampaign(ctx, params.id);
  return json(await getCampaign(ctx, params.id));
});

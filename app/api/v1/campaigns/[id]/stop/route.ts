import { json, userRoute } from "@/app/_server/route";
import { getCampaign } from "#lib/services/campaigns/get-campaign";
import { stopCampaign } from "#lib/services/campaigns/stop-campaign";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(async (ctx, { params }) => {
  await stopCampaign(ctx, params.id);
  return json(await getCampaign(ctx, params.id));
});

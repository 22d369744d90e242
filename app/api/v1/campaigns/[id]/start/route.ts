import { json, userRoute } from "@/app/_server/route";
import { getCampaign } from "#lib/services/campaigns/get-campaign";
import { startCampaign } from "#lib/services/campaigns/start-campaign";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ id: string }>(
  async (ctx, { params }) => {
    await startCampaign(ctx, params.id);
    return json(await getCampaign(ctx, params.id));
  },
  { scope: "dial" },
);

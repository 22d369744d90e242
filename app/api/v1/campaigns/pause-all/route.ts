import { json, userRoute } from "@/app/_server/route";
import { pauseAllCampaigns } from "#lib/services/campaigns/pause-all-campaigns";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx) => json(await pauseAllCampaigns(ctx)));

import { json, userRoute } from "@/app/_server/route";
import { campaignStats } from "#lib/services/campaigns/campaign-stats";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await campaignStats(ctx, params.id)),
);

import { json, userRoute } from "@/app/_server/route";
import { judgeCampaign } from "#lib/services/campaigns/judge-campaign";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await judgeCampaign(ctx, params.id)),
);

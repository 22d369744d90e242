import { readJson, readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { campaignInputSchema, campaignQuerySchema } from "#lib/domain/api/campaign";
import { createCampaign } from "#lib/services/campaigns/create-campaign";
import { listCampaigns } from "#lib/services/campaigns/list-campaigns";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx, { query }) =>
  json(await listCampaigns(ctx, readQuery(query, campaignQuerySchema))),
);

export const POST = userRoute(
  async (ctx, { request }) =>
    json(await createCampaign(ctx, await readJson(request, campaignInputSchema)), 201),
  { isIdempotent: true },
);

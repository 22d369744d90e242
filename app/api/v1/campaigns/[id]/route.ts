import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { campaignPatchSchema } from "#lib/domain/api/campaign";
import { deleteCampaign } from "#lib/services/campaigns/delete-campaign";
import { getCampaign } from "#lib/services/campaigns/get-campaign";
import { updateCampaign } from "#lib/services/campaigns/update-campaign";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await getCampaign(ctx, params.id)),
);

export const PATCH = userRoute<{ id: string }>(async (ctx, { params, request }) =>
  json(await updateCampaign(ctx, params.id, await readJson(request, campaignPatchSchema))),
);

export const DELETE = userRoute<{ id: string }>(async (ctx, { params }) => {
  await deleteCampaign(ctx, params.id);
  return new Response(null, { status: 204 });
});

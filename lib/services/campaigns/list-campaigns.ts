import { listCampaigns as list } from "#lib/data/campaigns";
import type { Campaign, CampaignQuery } from "#lib/domain/api/campaign";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Newest first. */
export function listCampaigns(ctx: UserContext, query: CampaignQuery): Promise<Page<Campaign>> {
  return asUser(ctx, "campaigns.read", (trx, tenantId) => list(trx, tenantId, query));
}

import { hasCampaign } from "#lib/data/campaigns";
import { leadFacets } from "#lib/data/lead-facets";
import type { ContactFacets } from "#lib/domain/api/contact-facets";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** What the contacts of a campaign can be filtered by. Throws `not_found`. */
export function contactFacets(ctx: UserContext, campaignId: string): Promise<ContactFacets> {
  return asUser(ctx, "campaigns.read", async (trx, tenantId) => {
    if (!(await hasCampaign(trx, tenantId, campaignId))) throw missing("campaign");
    return leadFacets(trx, tenantId, campaignId);
  });
}

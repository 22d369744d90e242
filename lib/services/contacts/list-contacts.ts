import { hasCampaign } from "#lib/data/campaigns";
import { listContacts as list } from "#lib/data/lead-queries";
import type { AllContactsQuery, ContactPage, ContactQuery } from "#lib/domain/api/contact";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Newest first. Throws `not_found`. */
export function listContacts(
  ctx: UserContext,
  campaignId: string,
  query: ContactQuery,
): Promise<ContactPage> {
  return asUser(ctx, "campaigns.read", async (trx, tenantId) => {
    if (!(await hasCampaign(trx, tenantId, campaignId))) throw missing("campaign");
    return list(trx, { tenantId, campaignId }, query);
  });
}

/** The same of all campaigns, or of one. */
export function listAllContacts(
  ctx: UserContext,
  { campaign_id, ...query }: AllContactsQuery,
): Promise<ContactPage> {
  if (campaign_id !== undefined) return listContacts(ctx, campaign_id, query);
  return asUser(ctx, "campaigns.read", (trx, tenantId) => list(trx, { tenantId, campaignId: null }, query));
}

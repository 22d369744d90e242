import { findCampaign } from "#lib/data/campaigns";
import { listContacts as list } from "#lib/data/lead-queries";
import type { Contact, ContactQuery } from "#lib/domain/api/contact";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Newest first. Throws `not_found`. */
export function listContacts(
  ctx: UserContext,
  campaignId: string,
  query: ContactQuery,
): Promise<Page<Contact>> {
  return asUser(ctx, async (trx, tenantId) => {
    if (!(await findCampaign(trx, tenantId, campaignId))) throw missing("campaign");
    return list(trx, tenantId, campaignId, query);
  });
}

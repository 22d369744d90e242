import { listConsents as list } from "#lib/data/consents";
import { findContact } from "#lib/data/lead-queries";
import type { Consent } from "#lib/domain/api/consent";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Everything that was recorded of the contact's number, whichever campaign it was recorded in. Throws `not_found`. */
export function listConsents(ctx: UserContext, campaignId: string, leadId: string): Promise<Page<Consent>> {
  return asUser(ctx, "campaigns.read", async (trx, tenantId) => {
    const contact = await findContact(trx, tenantId, campaignId, leadId);
    if (!contact) throw missing("contact");
    return { items: await list(trx, tenantId, contact.phone_number), next_cursor: null };
  });
}

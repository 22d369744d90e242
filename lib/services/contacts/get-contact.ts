import { findContact } from "#lib/data/lead-queries";
import type { Contact } from "#lib/domain/api/contact";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Throws `not_found`. */
export async function getContact(ctx: UserContext, campaignId: string, leadId: string): Promise<Contact> {
  const contact = await asUser(ctx, "campaigns.read", (trx, tenantId) =>
    findContact(trx, tenantId, campaignId, leadId),
  );
  if (!contact) throw missing("contact");
  return contact;
}

import { campaignPurpose, holdCampaignStatus } from "#lib/data/campaigns";
import { ensureJobsForLeads } from "#lib/data/dialer-jobs";
import { findContact } from "#lib/data/lead-queries";
import { insertLead } from "#lib/data/leads";
import { type Contact, type ContactInput, contactSchema } from "#lib/domain/api/contact";
import { hasCampaignBegun, isCampaignOver } from "#lib/domain/statuses";
import { AppError } from "#lib/errors/app-error";
import { auditUser } from "../auth/as-user.ts";
import { keepConsent } from "../consents/record-consent.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { asUserOnce } from "../once.ts";
import { wakeDialer } from "../wake-dialer.ts";
import { contactNumber } from "./contact-number.ts";

/**
 * Adds a person to a campaign; one that has begun gets their job in the same step.
 * Throws `not_found`, `invalid` for a wrong number, `conflict` for a number it has or when the campaign is over.
 */
export async function createContact(
  ctx: UserContext,
  campaignId: string,
  { consent, ...input }: ContactInput,
): Promise<Contact> {
  const number = contactNumber(input.phone_number);
  const asked = { contact: { campaignId, input, consent } };
  const contact = await asUserOnce(
    ctx,
    "contacts.change",
    { asked, answer: contactSchema },
    async (trx, tenantId) => {
      const status = await holdCampaignStatus(trx, tenantId, campaignId);
      if (status === null) throw missing("campaign");
      if (isCampaignOver(status)) {
        throw new AppError("conflict", { publicMessage: `The campaign is ${status}; make a new one.` });
      }
      const id = await insertLead(trx, tenantId, campaignId, { ...input, ...number });
      if (id === null) {
        const message = "The campaign already has this number.";
        throw new AppError("conflict", {
          publicMessage: message,
          fields: [{ path: "phone_number", message }],
        });
      }
      if (hasCampaignBegun(status)) await ensureJobsForLeads(trx, tenantId, campaignId, [id]);
      await auditUser(ctx, trx, { action: "contact.create", subjectType: "lead", subjectId: id });
      if (consent) {
        const purpose = consent.purpose ?? (await campaignPurpose(trx, tenantId, campaignId));
        const lead = { id, phoneNumber: number.phone_number };
        await keepConsent(ctx, trx, lead, { ...consent, purpose }, "consent.given_at");
      }
      const made = await findContact(trx, tenantId, campaignId, id);
      if (!made) throw missing("contact");
      return made;
    },
  );
  await wakeDialer(ctx);
  return contact;
}

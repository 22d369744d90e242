import { findContact } from "#lib/data/lead-queries";
import { lockLead, updateLead, updateWaitingJob } from "#lib/data/leads";
import { askAgain } from "#lib/data/waiting-jobs";
import type { Contact, ContactPatch } from "#lib/domain/api/contact";
import { BY_HOURS, BY_RULES } from "#lib/domain/dialing/lasting-refusals";
import { dialPriority } from "#lib/domain/dialing/priority";
import { isActiveJob, isWaitingJob } from "#lib/domain/statuses";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";
import { contactNumber } from "./contact-number.ts";

/**
 * Changes what is given; with another number or time zone a job that waits is asked about anew. Throws `not_found`, `invalid`,
 * `conflict` for a number that is taken, or when the contact is being called or done with.
 */
export async function updateContact(
  ctx: UserContext,
  campaignId: string,
  leadId: string,
  patch: ContactPatch,
): Promise<Contact> {
  const number = patch.phone_number === undefined ? undefined : contactNumber(patch.phone_number);
  const { contact, isElsewhere } = await asUser(ctx, "contacts.change", async (trx, tenantId) => {
    const lead = await lockLead(trx, tenantId, campaignId, leadId);
    if (!lead) throw missing("contact");
    const moves = number !== undefined && number.phone_number !== lead.phone_number;
    if (moves && lead.job_status !== null && !isWaitingJob(lead.job_status)) {
      throw new AppError("conflict", {
        publicMessage: isActiveJob(lead.job_status)
          ? "This contact is being called; wait until it is over."
          : "This contact's turn in the campaign is over; add a new one with this number.",
      });
    }
    const { phone_number: _, ...others } = patch;
    const changes = moves ? { ...others, ...number } : others;
    if ((await updateLead(trx, tenantId, leadId, changes)) === "number_taken") {
      const message = "The campaign already has this number.";
      throw new AppError("conflict", { publicMessage: message, fields: [{ path: "phone_number", message }] });
    }
    await auditUser(ctx, trx, {
      action: "contact.update",
      subjectType: "lead",
      subjectId: leadId,
      data: { fields: Object.keys(patch) },
    });
    const contact = await findContact(trx, tenantId, campaignId, leadId);
    if (!contact) throw missing("contact");
    const { phone_number, priority, is_high_value, tags } = contact;
    await updateWaitingJob(trx, tenantId, leadId, {
      phone_number,
      priority: dialPriority({ priority, isHighValue: is_high_value, tags }),
    });
    const isElsewhere = moves || patch.timezone !== undefined;
    if (isElsewhere) await askAgain(trx, { tenantId, leadId }, [...BY_HOURS, ...BY_RULES], ctx.now());
    return { contact, isElsewhere };
  });
  if (isElsewhere) await wakeDialer(ctx);
  return contact;
}

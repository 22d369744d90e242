import { deleteLead, lockLead } from "#lib/data/leads";
import { isActiveJob } from "#lib/domain/statuses";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";

/** Takes the person out of the campaign; their calls stay. Throws `not_found`, `conflict` while they are being called. */
export async function deleteContact(ctx: UserContext, campaignId: string, leadId: string): Promise<void> {
  await asUser(ctx, "contacts.change", async (trx, tenantId) => {
    const lead = await lockLead(trx, tenantId, campaignId, leadId);
    if (!lead) throw missing("contact");
    if (lead.job_status !== null && isActiveJob(lead.job_status)) {
      throw new AppError("conflict", {
        publicMessage: "This contact is being called; wait until it is over.",
      });
    }
    await deleteLead(trx, tenantId, leadId);
    await auditUser(ctx, trx, { action: "contact.delete", subjectType: "lead", subjectId: leadId });
  });
  // The campaign may be complete without it.
  await wakeDialer(ctx);
}

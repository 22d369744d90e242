import { insertConsent } from "#lib/data/consents";
import type { Trx } from "#lib/data/db";
import { findContact } from "#lib/data/lead-queries";
import { askAgain } from "#lib/data/waiting-jobs";
import { type Consent, type ConsentInput, consentSchema } from "#lib/domain/api/consent";
import { auditUser, callerName } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing, wrongField } from "../missing.ts";
import { asUserOnce } from "../once.ts";
import { wakeDialer } from "../wake-dialer.ts";

/** Keeps what a contact has agreed to; from now on the gate knows, and who waited for it is called. Throws `not_found`, `invalid` for a time to come. */
export async function recordConsent(
  ctx: UserContext,
  campaignId: string,
  leadId: string,
  input: ConsentInput,
): Promise<Consent> {
  const asked = { consent: { campaignId, leadId, input } };
  const consent = await asUserOnce(
    ctx,
    "contacts.change",
    { asked, answer: consentSchema },
    async (trx, tenantId) => {
      const contact = await findContact(trx, tenantId, campaignId, leadId);
      if (!contact) throw missing("contact");
      const lead = { id: leadId, phoneNumber: contact.phone_number };
      const consent = await keepConsent(ctx, trx, lead, input, "given_at");
      await askAgain(trx, { tenantId, leadId }, ["consent_missing"], ctx.now());
      return consent;
    },
  );
  await wakeDialer(ctx);
  return consent;
}

/** The same in the transaction of whoever has the lead. `path` names the time in a refusal. */
export async function keepConsent(
  ctx: UserContext,
  trx: Trx,
  lead: { id: string; phoneNumber: string },
  { given_at: given, ...input }: ConsentInput,
  path: string,
): Promise<Consent> {
  const now = ctx.now();
  const givenAt = given === undefined ? now : new Date(given);
  if (givenAt > now) throw wrongField(path, "This is still to come. Record a consent once it is given.");
  const consent = await insertConsent(trx, {
    ...input,
    tenantId: ctx.actor.tenantId,
    leadId: lead.id,
    phoneNumber: lead.phoneNumber,
    givenAt,
    createdBy: callerName(ctx),
  });
  await auditUser(ctx, trx, {
    action: "consent.record",
    subjectType: "consent",
    subjectId: consent.id,
    data: { lead_id: lead.id, phone_number: lead.phoneNumber, purpose: input.purpose, kind: input.kind },
  });
  return consent;
}

import { revokeConsent as revoke } from "#lib/data/consents";
import type { Consent, ConsentRevocation } from "#lib/domain/api/consent";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Takes a consent back: it stays on record, and nobody is called by it any more. Again changes nothing. Throws `not_found`. */
export function revokeConsent(ctx: UserContext, id: string, { reason }: ConsentRevocation): Promise<Consent> {
  return asUser(ctx, "contacts.change", async (trx, tenantId) => {
    const found = await revoke(trx, tenantId, id, ctx.now());
    if (!found) throw missing("consent");
    if (found.isNew) {
      const { phone_number, purpose } = found.consent;
      await auditUser(ctx, trx, {
        action: "consent.revoke",
        subjectType: "consent",
        subjectId: id,
        data: { phone_number, purpose, reason },
      });
    }
    return found.consent;
  });
}

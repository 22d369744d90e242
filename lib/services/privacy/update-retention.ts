import { readRetention, writeRetention } from "#lib/data/data-retention";
import type { Retention, RetentionPatch } from "#lib/domain/api/privacy";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/**
 * Changes what is given; what is too old by it goes within minutes, and does not come back. Throws `forbidden` for whoever
 * is neither owner nor admin.
 */
export async function updateRetention(ctx: UserContext, patch: RetentionPatch): Promise<Retention> {
  return asUser(ctx, "retention.change", async (trx, tenantId) => {
    const before = await readRetention(trx, tenantId);
    await writeRetention(trx, tenantId, patch);
    const after = await readRetention(trx, tenantId);
    await auditUser(ctx, trx, {
      action: "retention.update",
      subjectType: "tenant",
      subjectId: tenantId,
      data: { before, after },
    });
    return after;
  });
}

import { removeDncEntry } from "#lib/data/dnc-entries";
import type { DncRemoval } from "#lib/domain/api/dnc";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Lets a number be called again; who did it and why is kept. Throws `forbidden` for plain users, `not_found`. */
export async function removeDnc(ctx: UserContext, id: string, { reason }: DncRemoval): Promise<void> {
  await asUser(ctx, "dnc.remove", async (trx, tenantId) => {
    const removed = await removeDncEntry(trx, tenantId, id);
    if (!removed) throw missing("do-not-call entry");
    await auditUser(ctx, trx, {
      action: "dnc.remove",
      subjectType: "dnc_entry",
      subjectId: id,
      data: { ...removed, reason },
    });
  });
}

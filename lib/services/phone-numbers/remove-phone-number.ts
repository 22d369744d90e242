import { wakeJobsWithoutNumber } from "#lib/data/dialer-jobs";
import { removePhoneNumber as remove } from "#lib/data/phone-numbers";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";

/**
 * Nobody is called from this number any more; calls keep it as theirs. With the last one gone, the platform's own is
 * shown again. Throws `forbidden`, `not_found`.
 */
export async function removePhoneNumber(ctx: UserContext, id: string): Promise<void> {
  await asUser(ctx, "phone_numbers.change", async (trx, tenantId) => {
    const phone_number = await remove(trx, tenantId, id);
    if (phone_number === null) throw missing("phone number");
    await wakeJobsWithoutNumber(trx, tenantId, ctx.now());
    await auditUser(ctx, trx, {
      action: "phone_number.remove",
      subjectType: "phone_number",
      subjectId: id,
      data: { phone_number },
    });
  });
  await wakeDialer(ctx);
}

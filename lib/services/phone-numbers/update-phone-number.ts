import { wakeJobsWithoutNumber } from "#lib/data/dialer-jobs";
import { findPhoneNumber, updatePhoneNumber as write } from "#lib/data/phone-numbers";
import type { PhoneNumber, PhoneNumberPatch } from "#lib/domain/api/phone-number";
import { capDayOf } from "#lib/domain/dialing/caller-id";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";

/** Changes what is given; holds for every dial from now on. Throws `forbidden`, `not_found`. */
export async function updatePhoneNumber(
  ctx: UserContext,
  id: string,
  patch: PhoneNumberPatch,
): Promise<PhoneNumber> {
  const updated = await asUser(ctx, "phone_numbers.change", async (trx, tenantId) => {
    if (!(await write(trx, tenantId, id, patch))) throw missing("phone number");
    await wakeJobsWithoutNumber(trx, tenantId, ctx.now());
    await auditUser(ctx, trx, {
      action: "phone_number.update",
      subjectType: "phone_number",
      subjectId: id,
      data: { ...patch },
    });
    const number = await findPhoneNumber(trx, tenantId, id, capDayOf(ctx.now()));
    if (!number) throw missing("phone number");
    return number;
  });
  await wakeDialer(ctx);
  return updated;
}

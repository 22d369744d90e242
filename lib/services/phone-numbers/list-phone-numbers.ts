import { listPhoneNumbers as read } from "#lib/data/phone-numbers";
import type { Page } from "#lib/domain/api/page";
import type { PhoneNumber } from "#lib/domain/api/phone-number";
import { capDayOf } from "#lib/domain/dialing/caller-id";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** The numbers from which the business calls, oldest first, with what each has called today. Always one page. */
export async function listPhoneNumbers(ctx: UserContext): Promise<Page<PhoneNumber>> {
  const items = await asUser(ctx, "business.read", (trx, tenantId) =>
    read(trx, tenantId, capDayOf(ctx.now())),
  );
  return { items, next_cursor: null, total: items.length };
}

import { setName } from "#lib/data/members";
import type { MePatch } from "#lib/domain/api/account";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** The caller's own name, as others see it. */
export async function renameSelf(ctx: UserContext, { name }: MePatch): Promise<void> {
  const id = callerId(ctx);
  await asUser(ctx, "account.change", async (trx, tenantId) => {
    await setName(trx, tenantId, id, name);
    await auditUser(ctx, trx, { action: "account.name", subjectType: "user", subjectId: id });
  });
}

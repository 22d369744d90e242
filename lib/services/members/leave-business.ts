import { removeMember } from "#lib/data/members";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { inWords } from "./refusals.ts";

/** The caller belongs to no business any more; the API keys that they made are revoked. Throws `conflict` for the last owner. */
export async function leaveBusiness(ctx: UserContext): Promise<void> {
  const id = callerId(ctx);
  const left = asUser(ctx, "members.leave", async (trx, tenantId) => {
    await auditUser(ctx, trx, { action: "member.leave", subjectType: "user", subjectId: id });
    if (!(await removeMember(trx, tenantId, id, "revoke"))) throw missing("member");
  });
  await inWords(left);
}

import { withdrawInvitation as withdraw } from "#lib/data/invitations";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** The link opens nothing any more. Throws `forbidden`, `not_found` for one that is not open. */
export async function withdrawInvitation(ctx: UserContext, id: string): Promise<void> {
  await asUser(ctx, "members.change", async (trx, tenantId) => {
    if (!(await withdraw(trx, tenantId, id))) throw missing("invitation");
    await auditUser(ctx, trx, { action: "invitation.withdraw", subjectType: "invitation", subjectId: id });
  });
}

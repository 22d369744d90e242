import { findInvitation, renewInvitation } from "#lib/data/invitations";
import type { NewInvitation } from "#lib/domain/api/invitation";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { AuthContext } from "../auth/port.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { newInvitationToken } from "./invitation-token.ts";
import { type InvitationMail, mailInvitation } from "./mail-invitation.ts";

/** A new link with all of its time; the former one opens nothing any more. Throws `forbidden`, `not_found`, `rate_limited`. */
export async function resendInvitation(
  ctx: UserContext,
  parts: InvitationMail & Pick<AuthContext, "allowance" | "from">,
  id: string,
): Promise<NewInvitation> {
  const { token, hash } = newInvitationToken();
  const invitation = await asUser(ctx, "members.change", async (trx, tenantId) => {
    if (!(await renewInvitation(trx, tenantId, id, callerId(ctx), hash))) throw missing("invitation");
    await auditUser(ctx, trx, { action: "invitation.resend", subjectType: "invitation", subjectId: id });
    const renewed = await findInvitation(trx, tenantId, id);
    if (!renewed) throw missing("invitation");
    parts.allowance.requireMail(parts.from, renewed.email);
    return renewed;
  });
  return mailInvitation(ctx, parts, invitation, token);
}

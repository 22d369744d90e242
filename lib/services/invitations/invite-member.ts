import { findInvitation, insertInvitation } from "#lib/data/invitations";
import type { InvitationInput, NewInvitation } from "#lib/domain/api/invitation";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { AuthContext } from "../auth/port.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { newInvitationToken } from "./invitation-token.ts";
import { type InvitationMail, mailInvitation } from "./mail-invitation.ts";

/** Invites by a link that holds for some days and once. Throws `forbidden`, `conflict`, `rate_limited`. */
export async function inviteMember(
  ctx: UserContext,
  parts: InvitationMail & Pick<AuthContext, "allowance" | "from">,
  input: InvitationInput,
): Promise<NewInvitation> {
  const { token, hash } = newInvitationToken();
  const invitation = await asUser(ctx, "members.change", async (trx, tenantId) => {
    parts.allowance.requireMail(parts.from, input.email);
    const id = await insertInvitation(trx, tenantId, callerId(ctx), input, hash);
    if (id === null) {
      throw new AppError("conflict", {
        publicMessage: "This address belongs to a member, or has an invitation already: send that one again.",
      });
    }
    await auditUser(ctx, trx, {
      action: "invitation.make",
      subjectType: "invitation",
      subjectId: id,
      data: { role: input.role },
    });
    return findInvitation(trx, tenantId, id);
  });
  if (!invitation) throw missing("invitation");
  return mailInvitation(ctx, parts, invitation, token);
}

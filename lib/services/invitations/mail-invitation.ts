import type { Invitation, NewInvitation } from "#lib/domain/api/invitation";
import type { AuthContext } from "../auth/port.ts";
import type { UserContext } from "../context.ts";
import { joinPath } from "./invitation-token.ts";

/** How an invitation reaches somebody: Supabase's mails, and our own address for the link. */
export interface InvitationMail {
  auth: AuthContext["auth"];
  publicUrl: string;
}

/** Sends the mail where it can; the link is in the answer either way. */
export async function mailInvitation(
  ctx: UserContext,
  { auth, publicUrl }: InvitationMail,
  invitation: Invitation,
  token: string,
): Promise<NewInvitation> {
  const path = joinPath(token);
  let isMailed = false;
  try {
    isMailed = await auth.sendInvitation(invitation.email, path);
  } catch (err) {
    ctx.log.warn({ err, invitationId: invitation.id }, "an invitation could not be mailed");
  }
  return { ...invitation, link: publicUrl.replace(/\/+$/, "") + path, is_mailed: isMailed };
}

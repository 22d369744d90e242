import { AppError } from "#lib/errors/app-error";
import type { AuthContext } from "../auth/port.ts";
import { joinPath } from "./invitation-token.ts";
import { lookUpInvitation } from "./look-up-invitation.ts";

/**
 * For whoever holds a link and is not signed in: a mail to the invited address, and to no other, that signs in and leads back.
 * Throws `not_found`, `conflict` for one that does not hold any more, `rate_limited`.
 */
export async function sendJoinLink(ctx: AuthContext, token: string): Promise<void> {
  const { email, is_open: isOpen } = await lookUpInvitation(ctx.db, token);
  if (!isOpen) {
    throw new AppError("conflict", {
      publicMessage: "This invitation does not hold any more. Ask for a new one.",
    });
  }
  ctx.allowance.requireMail(ctx.from, email);
  await ctx.auth.sendInvitation(email, joinPath(token));
}

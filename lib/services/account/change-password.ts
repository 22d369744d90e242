import type { PasswordInput } from "#lib/domain/api/account";
import { endSessions } from "#lib/data/sessions";
import { isAppError } from "#lib/errors/app-error";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import { authorise } from "../auth/authorise.ts";
import type { AuthContext } from "../auth/port.ts";
import type { UserContext } from "../context.ts";
import { wrongField } from "../missing.ts";

/** The session that asks, as its token tells. */
export interface AskingSession {
  userId: string;
  accessToken: string;
  sessionId: string | null;
  email: string;
  /** A link in a mail has just begun it. */
  isFromLink: boolean;
}

/**
 * A new password; all other sessions end. The one that it was is given once more, but not in a session that a link in a
 * mail has just begun. Throws `invalid`, `rate_limited`.
 */
export async function changePassword(
  ctx: UserContext,
  parts: Pick<AuthContext, "auth" | "from" | "allowance">,
  session: AskingSession,
  { password, current_password: current }: PasswordInput,
): Promise<void> {
  authorise(ctx, "account.change");
  if (!session.isFromLink) {
    parts.allowance.requirePassword(parts.from, session.email);
    if (!current || !(await isPassword(parts.auth, session.email, current))) {
      throw wrongField("current_password", "This is not your password.");
    }
  }
  await parts.auth.setPassword(session.accessToken, password);
  await asUser(ctx, "account.change", async (trx) => {
    const ended = await endSessions(trx, callerId(ctx), { allBut: session.sessionId });
    await auditUser(ctx, trx, {
      action: "account.password",
      subjectType: "user",
      subjectId: callerId(ctx),
      data: { ended },
    });
  });
}

async function isPassword(auth: AuthContext["auth"], email: string, password: string): Promise<boolean> {
  try {
    await auth.signOut((await auth.signIn(email, password)).accessToken);
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === "unauthenticated") return false;
    throw error;
  }
}

import type { LoginInput, MagicLinkSent, Session } from "#lib/domain/api/session";
import type { AuthContext } from "./port.ts";
import { describeSession } from "./session-user.ts";

/** With a password a session; without one a link by e-mail, and an answer that is the same for every address. */
export async function login(ctx: AuthContext, input: LoginInput): Promise<Session | MagicLinkSent> {
  if (input.password !== undefined) {
    return describeSession(ctx.db, await ctx.auth.signIn(input.email, input.password));
  }
  await ctx.auth.sendMagicLink(input.email);
  return { status: "magic_link_sent" };
}

import type { LoginInput } from "#lib/domain/api/session";
import type { AuthContext, AuthTokens } from "./port.ts";

/**
 * With a password a session; without one a link by e-mail (null), and an answer that is the same for every address. Whether
 * they belong to a business is asked afterwards. Throws `unauthenticated`, `rate_limited`.
 */
export async function enter(ctx: AuthContext, { email, password }: LoginInput): Promise<AuthTokens | null> {
  if (password !== undefined) {
    ctx.allowance.requirePassword(ctx.from, email);
    return ctx.auth.signIn(email, password);
  }
  ctx.allowance.requireMail(ctx.from, email);
  await ctx.auth.sendMagicLink(email);
  return null;
}

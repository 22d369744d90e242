import type { ConfirmEmail, RegisterInput, Session } from "#lib/domain/api/session";
import type { AuthContext } from "./port.ts";
import { describeSession } from "./session-user.ts";

/** Makes the account; the database adds business and profile in the same step. Throws `conflict`, `invalid`, `rate_limited`. */
export async function register(ctx: AuthContext, input: RegisterInput): Promise<Session | ConfirmEmail> {
  ctx.allowance.requireMail(ctx.from, input.email);
  const tokens = await ctx.auth.signUp(input);
  return tokens ? describeSession(ctx, tokens) : { status: "confirm_email" };
}

import type { AddressInput, ResetSent } from "#lib/domain/api/account";
import type { AuthContext } from "../auth/port.ts";

/** A link to choose a new password, and an answer that is the same for every address. Throws `rate_limited`. */
export async function requestReset(ctx: AuthContext, { email }: AddressInput): Promise<ResetSent> {
  ctx.allowance.requireMail(ctx.from, email);
  await ctx.auth.sendReset(email);
  return { status: "reset_sent" };
}

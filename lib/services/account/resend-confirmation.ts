import type { AddressInput, ConfirmationSent } from "#lib/domain/api/account";
import type { AuthContext } from "../auth/port.ts";

/** The link that confirms an address, once more; the answer is the same for every address. Throws `rate_limited`. */
export async function resendConfirmation(
  ctx: AuthContext,
  { email }: AddressInput,
): Promise<ConfirmationSent> {
  ctx.allowance.requireMail(ctx.from, email);
  await ctx.auth.resendConfirmation(email);
  return { status: "confirmation_sent" };
}

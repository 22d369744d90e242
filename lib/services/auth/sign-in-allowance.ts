import { AppError } from "#lib/errors/app-error";
import { RequestAllowance } from "./request-allowance.ts";

interface Rate {
  burst: number;
  perSecond: number;
}

/** How often somebody may try to sign in, or have a mail sent: from one address, and for one e-mail address. In this process. */
export class SignInAllowance {
  private readonly byAddress: RequestAllowance;
  private readonly byEmail: RequestAllowance;

  constructor({ byAddress, byEmail }: { byAddress: Rate; byEmail: Rate }, now: () => number) {
    this.byAddress = new RequestAllowance(byAddress, now);
    this.byEmail = new RequestAllowance(byEmail, now);
  }

  /** Throws `rate_limited`, the same for an address that is known and for one that is not. */
  require(from: { address: string }, email: string): void {
    const retryAfterS = this.byAddress.take(from.address) || this.byEmail.take(email.toLowerCase());
    if (retryAfterS === 0) return;
    throw new AppError("rate_limited", {
      publicMessage: `Too many tries. Go on in ${retryAfterS} s.`,
      retryable: true,
      retryAfterS,
    });
  }
}

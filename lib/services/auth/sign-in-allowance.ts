import { addressKey } from "./address-key.ts";
import { type Rate, RequestAllowance } from "./request-allowance.ts";
import { refuseTooOften } from "./too-often.ts";

interface SignInRates {
  /** From one network address, behind which there may be a whole office. */
  byAddress: Rate;
  /** Mails to one e-mail address, whoever asks for them. */
  mails: Rate;
  /** Passwords for one e-mail address, from one network address. */
  passwords: Rate;
  /** And from all together: more, so that nobody is kept out by what somebody else tries. */
  passwordsAnywhere: Rate;
}

interface From {
  address: string;
}

/**
 * How often somebody may try to sign in, or have a mail sent, in this process. What is thrown is the same for an e-mail address
 * that is known and for one that is not.
 */
export class SignInAllowance {
  private readonly byAddress: RequestAllowance;
  private readonly mails: RequestAllowance;
  private readonly passwords: RequestAllowance;
  private readonly passwordsAnywhere: RequestAllowance;

  constructor(rates: SignInRates, now: () => number) {
    this.byAddress = new RequestAllowance(rates.byAddress, now);
    this.mails = new RequestAllowance(rates.mails, now);
    this.passwords = new RequestAllowance(rates.passwords, now);
    this.passwordsAnywhere = new RequestAllowance(rates.passwordsAnywhere, now);
  }

  /** For what may send a mail to `email`. Throws `rate_limited`. */
  requireMail(from: From, email: string): void {
    const retryAfterS = this.byAddress.take(addressKey(from.address)) || this.mails.take(email.toLowerCase());
    refuseTooOften(retryAfterS, "tries");
  }

  /** For a password that is tried. Throws `rate_limited`. */
  requirePassword(from: From, email: string): void {
    const [network, person] = [addressKey(from.address), email.toLowerCase()];
    const retryAfterS =
      this.byAddress.take(network) ||
      this.passwords.take(`${network} ${person}`) ||
      this.passwordsAnywhere.take(person);
    refuseTooOften(retryAfterS, "tries");
  }
}

import { createHash } from "node:crypto";
import { addressKey } from "./address-key.ts";
import { type Rate, RequestAllowance } from "./request-allowance.ts";
import { refuseTooOften } from "./too-often.ts";

interface From {
  address: string;
}

/** A wrong token that comes again within a minute is not counted again: it is a program left with an old key, no guess. */
const ONCE_A_MINUTE: Rate = { burst: 1, perSecond: 1 / 60 };
const MOST_REMEMBERED = 50_000;

/**
 * How much may be asked from one network address by whoever is not signed in, wrong tokens and API keys among it, in this
 * process. Tokens that have been good go on working while somebody else at the same address guesses.
 */
export class StrangerAllowance {
  private readonly requests: RequestAllowance;
  private readonly wrong: RequestAllowance;
  private readonly good = new Set<string>();

  constructor(byAddress: Rate, now: () => number) {
    this.requests = new RequestAllowance(byAddress, now);
    this.wrong = new RequestAllowance(ONCE_A_MINUTE, now);
  }

  /** One request of somebody who need not be signed in. Throws `rate_limited`. */
  require(from: From): void {
    refuseTooOften(this.requests.take(addressKey(from.address)), "requests");
  }

  /** Before a token is looked up. Throws `rate_limited`. */
  requireGuess(from: From, token: string): void {
    if (this.good.has(hashOf(token))) return;
    refuseTooOften(this.requests.waitS(addressKey(from.address)), "requests");
  }

  /** What the look-up said. */
  guessed(from: From, token: string, isGood: boolean): void {
    const [network, hash] = [addressKey(from.address), hashOf(token)];
    if (isGood) return this.remember(hash);
    this.good.delete(hash);
    if (this.wrong.take(`${network} ${hash}`) === 0) this.requests.take(network);
  }

  private remember(hash: string): void {
    if (this.good.has(hash)) return;
    this.good.add(hash);
    if (this.good.size <= MOST_REMEMBERED) return;
    const [oldest] = this.good;
    if (oldest !== undefined) this.good.delete(oldest);
  }
}

const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

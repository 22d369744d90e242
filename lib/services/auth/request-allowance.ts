interface Bucket {
  tokens: number;
  atMs: number;
}

/** So many at once, and so many a second on the whole. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** So many callers are remembered; whoever is forgotten begins anew with a full bucket. */
const MOST_CALLERS = 50_000;

/**
 * How much one caller may ask: a burst, and so many requests a second on the whole, in this process. `now` in ms, by a clock
 * that never goes back.
 */
export class RequestAllowance {
  private readonly buckets = new Map<string, Bucket>();
  private readonly burst: number;
  private readonly perSecond: number;
  private readonly now: () => number;

  constructor({ burst, perSecond }: Rate, now: () => number) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.now = now;
  }

  /** 0: go ahead. Else how long to wait, in whole seconds. */
  take(callerId: string): number {
    const { tokens, atMs } = this.fill(callerId);
    if (tokens < 1) return this.untilOne(tokens);
    // Set anew, so that the map's order is that of the last request.
    this.buckets.delete(callerId);
    this.buckets.set(callerId, { tokens: tokens - 1, atMs });
    if (this.buckets.size > MOST_CALLERS) {
      const [oldest] = this.buckets.keys();
      if (oldest !== undefined) this.buckets.delete(oldest);
    }
    return 0;
  }

  /** What `take` would say; nothing is taken. */
  waitS(callerId: string): number {
    const { tokens } = this.fill(callerId);
    return tokens < 1 ? this.untilOne(tokens) : 0;
  }

  private fill(callerId: string): Bucket {
    const atMs = this.now();
    const last = this.buckets.get(callerId);
    const filled = last ? last.tokens + ((atMs - last.atMs) / 1000) * this.perSecond : this.burst;
    return { tokens: Math.min(this.burst, filled), atMs };
  }

  private untilOne(tokens: number): number {
    return Math.ceil((1 - tokens) / this.perSecond);
  }
}

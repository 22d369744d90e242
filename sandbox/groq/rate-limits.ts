/** The counters behind the `x-ratelimit-*` headers of every response. They count; they never refuse: faults do that. */
export class RateLimits {
  static readonly requestsPerDay = 500_000;
  static readonly tokensPerMinute = 300_000;
  private usedRequests = 0;
  private usedTokens = 0;
  private tokensAt = 0;
  private readonly now: () => number;

  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  take(tokens: number): Record<string, string> {
    const nowMs = this.now();
    const regained = ((nowMs - this.tokensAt) / 60_000) * RateLimits.tokensPerMinute;
    this.usedTokens = Math.max(0, this.usedTokens - regained) + tokens;
    this.tokensAt = nowMs;
    this.usedRequests += 1;
    const { requestsPerDay, tokensPerMinute } = RateLimits;
    return {
      "x-ratelimit-limit-requests": String(requestsPerDay),
      "x-ratelimit-limit-tokens": String(tokensPerMinute),
      "x-ratelimit-remaining-requests": String(Math.max(0, requestsPerDay - this.usedRequests)),
      "x-ratelimit-remaining-tokens": String(Math.max(0, Math.floor(tokensPerMinute - this.usedTokens))),
      "x-ratelimit-reset-requests": duration((this.usedRequests * 86_400) / requestsPerDay),
      "x-ratelimit-reset-tokens": duration((this.usedTokens * 60) / tokensPerMinute),
    };
  }

  reset(): void {
    this.usedRequests = 0;
    this.usedTokens = 0;
  }
}

/** Go's way of writing a duration: "7.66s", "2m59.56s". */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = `${Number((seconds - minutes * 60).toFixed(3))}s`;
  return minutes ? `${minutes}m${rest}` : rest;
}

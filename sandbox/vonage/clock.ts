/** Time as the carrier sees it, so that a test can make its own. */
export interface Clock {
  /** Milliseconds since 1970; never goes back. */
  now(): number;
  /** Runs once, `ms` from now at the earliest; the answer takes it back. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.max(0, ms));
    return () => clearTimeout(timer);
  },
};

/** A campaign stops itself when so many of its calls fail for reasons that are no callee's. */
export const BREAKER = { withinMs: 120_000, atLeast: 5, share: 0.5 } as const;

/** One attempt that has ended, or that the carrier did not take. */
export interface EndedAttempt {
  jobId: string;
  callId: string | null;
  /** The carrier's or our own fault: nobody's phone rang, or the conversation broke. */
  hasFailed: boolean;
}

/** The attempts that trip the breaker; null: it holds. `recent` are those of the last `BREAKER.withinMs`. */
export function tripBreaker(recent: readonly EndedAttempt[]): EndedAttempt[] | null {
  const failed = recent.filter((attempt) => attempt.hasFailed);
  const isTripped = recent.length >= BREAKER.atLeast && failed.length >= recent.length * BREAKER.share;
  return isTripped ? failed : null;
}

/** A provider's recent past: `closed` = used as usual, `open` = left alone until then, `half_open` = one call tries it. */
export type BreakerState =
  | { status: "closed"; failedAtMs: readonly number[] }
  | { status: "open"; untilMs: number; forMs: number }
  | { status: "half_open"; sinceMs: number; forMs: number };

export const BREAKER_DEFAULTS = {
  /** So many failures within `windowMs`, without a success in between, and it is left alone … */
  failures: 3,
  windowMs: 30_000,
  /** … for so long; each probe that fails doubles it, up to `longestMs`. */
  openMs: 10_000,
  longestMs: 60_000,
  /** A probe that never told how it went gives its place to another. */
  probeMs: 15_000,
} as const;

export const CLOSED: BreakerState = { status: "closed", failedAtMs: [] };

/** May it be used now? A provider that was left alone long enough is tried by one call at a time. */
export function admit(state: BreakerState, nowMs: number): { admitted: boolean; state: BreakerState } {
  switch (state.status) {
    case "closed":
      return { admitted: true, state };
    case "open":
      if (nowMs < state.untilMs) return { admitted: false, state };
      return { admitted: true, state: { status: "half_open", sinceMs: nowMs, forMs: state.forMs } };
    case "half_open":
      if (nowMs - state.sinceMs < BREAKER_DEFAULTS.probeMs) return { admitted: false, state };
      return { admitted: true, state: { ...state, sinceMs: nowMs } };
  }
}

/** It did what was asked. One that succeeds late, while it is left alone, has not been asked anew. */
export function succeeded(state: BreakerState): BreakerState {
  return state.status === "open" ? state : CLOSED;
}

/** `isCertain`: asking again is of no use, as with a refused key. */
export function failed(state: BreakerState, nowMs: number, isCertain: boolean): BreakerState {
  const { failures, windowMs, openMs, longestMs } = BREAKER_DEFAULTS;
  if (state.status === "open") return state;
  if (state.status === "half_open") return opened(nowMs, Math.min(longestMs, state.forMs * 2));
  const failedAtMs = [...state.failedAtMs.filter((at) => nowMs - at < windowMs), nowMs];
  if (isCertain || failedAtMs.length >= failures) return opened(nowMs, openMs);
  return { status: "closed", failedAtMs };
}

const opened = (nowMs: number, forMs: number): BreakerState => ({
  status: "open",
  untilMs: nowMs + forMs,
  forMs,
});

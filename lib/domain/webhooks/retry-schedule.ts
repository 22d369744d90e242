const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after each failed try: twelve tries, the last a day after the first. */
const WAITS_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  10 * HOUR,
] as const;

/** Up to a tenth longer, so that what failed together does not come back together. */
const JITTER = 0.1;

/** When to try again after `attempts` failed tries; null: no more. `random`: from 0 to 1. */
export function nextTryAt(attempts: number, now: Date, random: number): Date | null {
  const waitMs = WAITS_MS[attempts - 1];
  return waitMs === undefined ? null : new Date(now.getTime() + waitMs * (1 + JITTER * random));
}

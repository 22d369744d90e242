import { costOfCall } from "./call-cost.ts";
import { PRICES } from "./prices.ts";
import { reckonedUsage, type ReckonedCall } from "./reckoned-usage.ts";

/** A call that had to end sooner would be none. */
export const LEAST_CALL_S = 60;

/** What a call that lasts so long is reckoned at before it, by the prices of this moment. */
export const reckonedMicros = (call: ReckonedCall, seconds: number, at: Date): number =>
  costOfCall(reckonedUsage(call, seconds), PRICES, at).total_micros;

/**
 * How long a call may be at most that is paid from what is left: as long as wanted, or shorter, yet not so short that it
 * would be none. `reckon` grows with the seconds.
 */
export function affordableSeconds(
  leftMicros: number,
  wantedS: number,
  reckon: (seconds: number) => number,
): number {
  let longest = Math.min(wantedS, LEAST_CALL_S);
  let tooLong = wantedS + 1;
  while (tooLong - longest > 1) {
    const between = Math.floor((longest + tooLong) / 2);
    if (reckon(between) <= leftMicros) longest = between;
    else tooLong = between;
  }
  return longest;
}

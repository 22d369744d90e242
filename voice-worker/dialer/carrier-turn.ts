import { takeCarrierTurn } from "#lib/data/carrier-bucket";
import type { DialerContext } from "./dialer-context.ts";

/**
 * From a turn in the line to its request (ms): what the way there takes when nothing is amiss, so that requests lie as far
 * apart as their turns, however long each was on its way. Not more: who dies in between cannot say whether it has asked.
 */
const FROM_TURN_TO_REQUEST_MS = 100;

/**
 * How late a request may still be (ms). Turns lie 1.2 times as far apart as the carrier demands (2.5 a second where it takes
 * 3): requests less than a fifth of a second late are never more than its limit in any second, whichever workers they are
 * of. Most of the fifth is left to the way to the carrier.
 */
export const LATE_AT_MOST_MS = 50;

export interface CarrierTurn {
  /** Postgres, a lock or the process itself has stood still for so long that others' requests go out by now. */
  isOver(): boolean;
  /** Resolves when the request may go out. */
  untilRequest(): Promise<void>;
}

/** Waits for a turn of the line that all workers share. */
export async function nextTurn(ctx: DialerContext): Promise<CarrierTurn> {
  const { callsPerSecond, lateAtMostMs } = ctx.carrier;
  for (;;) {
    // Counted from before the question, since the answer may have been long on its way.
    const askedMs = ctx.now().getTime();
    const { isTaken, waitMs } = await takeCarrierTurn(ctx.db, ctx.telephony.name, callsPerSecond);
    if (waitMs > 0) await ctx.wait(waitMs);
    const requestMs = askedMs + waitMs + FROM_TURN_TO_REQUEST_MS;
    // By the clock on the wall, which goes on while a machine sleeps.
    const aheadMs = (): number => requestMs - ctx.now().getTime();
    const turn: CarrierTurn = {
      isOver: () => aheadMs() < -lateAtMostMs,
      // No longer than that, should the clock be set meanwhile.
      untilRequest: () => ctx.wait(Math.min(Math.max(0, aheadMs()), FROM_TURN_TO_REQUEST_MS)),
    };
    if (isTaken && !turn.isOver()) return turn;
  }
}

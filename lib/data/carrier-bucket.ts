import { sql } from "kysely";
import type { Db } from "./db.ts";

/** More than one would let requests bunch up: the carrier counts them by the second. */
const BURST = 1;
/** Turns are given out no further ahead: a claim would not live to see its own. */
const MOST_AHEAD_S = 20;
const ASK_AGAIN_MS = 1000;

export interface CarrierTurn {
  /** false: the line is too long; ask again after `waitMs`. */
  isTaken: boolean;
  /** Until the turn comes. */
  waitMs: number;
}

/**
 * Takes the next turn in the line that all workers share: whoever asks is told once when its turn comes, so that nobody
 * has to ask over and over. The bucket is one row, so that no two take the same turn.
 */
export async function takeCarrierTurn(db: Db, carrier: string, callsPerSecond: number): Promise<CarrierTurn> {
  const filled = sql`least(${BURST}::float8, tokens
    + greatest(0, extract(epoch from clock_timestamp() - refilled_at)) * ${callsPerSecond}::float8)`;
  const taken = await sql<{ tokens: number }>`
    update talky.carrier_buckets set tokens = ${filled} - 1, refilled_at = clock_timestamp()
    where carrier = ${carrier} and ${filled} > ${-MOST_AHEAD_S * callsPerSecond}::float8 returning tokens`.execute(
    db,
  );
  const tokens = taken.rows[0]?.tokens;
  if (tokens !== undefined)
    return { isTaken: true, waitMs: Math.ceil((Math.max(0, -tokens) / callsPerSecond) * 1000) };
  const made = await db
    .insertInto("carrier_buckets")
    .values({ carrier, tokens: BURST })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return { isTaken: false, waitMs: made.numInsertedOrUpdatedRows === 0n ? ASK_AGAIN_MS : 0 };
}

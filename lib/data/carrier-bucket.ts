import { sql } from "kysely";
import type { Db } from "./db.ts";

/** More than one would let requests bunch up: the carrier counts them by the second. */
const BURST = 1;

/**
 * Takes one token of the bucket that all workers share. Returns 0 when it was taken, else how long to wait (ms) before
 * asking again. The bucket is one row, so that two workers cannot take the same token.
 */
export async function takeCarrierToken(db: Db, carrier: string, callsPerSecond: number): Promise<number> {
  const filled = sql`least(${BURST}::float8, tokens
    + greatest(0, extract(epoch from clock_timestamp() - refilled_at)) * ${callsPerSecond}::float8)`;
  const taken = await sql<{ tokens: number }>`
    update talky.carrier_buckets set tokens = ${filled} - 1, refilled_at = clock_timestamp()
    where carrier = ${carrier} and ${filled} >= 1 returning tokens`.execute(db);
  if (taken.rows.length > 0) return 0;
  const { rows } = await sql<{ missing: number }>`
    select greatest(0, 1 - ${filled}) as missing from talky.carrier_buckets where carrier = ${carrier}`.execute(
    db,
  );
  const missing = rows[0]?.missing;
  if (missing === undefined) {
    await db
      .insertInto("carrier_buckets")
      .values({ carrier, tokens: BURST })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return 1;
  }
  return Math.max(1, Math.ceil((missing / callsPerSecond) * 1000));
}

import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Seconds of the plan `p` that this calendar month (UTC) has left, reservations of open calls taken off. May be below 0. */
export const secondsLeft = (tenantId: string, now: Date) => {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  return sql<number>`(p.minutes * 60.0 - coalesce((select m.seconds from talky.usage_months m
    where m.tenant_id = ${tenantId} and m.month = ${month}), 0))::float8`;
};

/** Holds back what the call may take at most. In the transaction that writes its row, under the tenant's lock. */
export async function reserveSeconds(
  db: Db,
  call: { callId: string; tenantId: string; campaignId: string; seconds: number; now: Date },
): Promise<void> {
  await db
    .insertInto("usage_ledger")
    .values({
      call_id: call.callId,
      tenant_id: call.tenantId,
      campaign_id: call.campaignId,
      reserved_s: call.seconds,
      reserved_at: call.now,
    })
    .execute();
}

/** Once: a second settlement changes nothing. */
export async function settleSeconds(db: Db, callId: string, usedS: number, now: Date): Promise<void> {
  await db
    .updateTable("usage_ledger")
    .set({ used_s: usedS, settled_at: now })
    .where("call_id", "=", callId)
    .where("settled_at", "is", null)
    .execute();
}

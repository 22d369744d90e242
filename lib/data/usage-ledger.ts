import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Seconds of the plan `p` that this calendar month (UTC) has left, reservations of open calls taken off. May be below 0. */
export const secondsLeft = (tenantId: string, now: Date) => {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  return sql<number>`(p.minutes * 60.0 - coalesce((select m.seconds from talky.usage_months m
    where m.tenant_id = ${tenantId} and m.month = ${month}), 0))::float8`;
};

/** What a campaign has spent, reservations of open calls added. */
export const committedMicros = (campaignId: string) => sql<number>`coalesce((
  select s.spent_micros + s.reserved_micros from talky.campaign_spend s where s.campaign_id = ${campaignId}), 0)`;

/** Holds back the seconds and the money that the call may take at most. In the transaction that writes its row, under the tenant's lock. */
export async function reserveUsage(
  db: Db,
  call: { callId: string; tenantId: string; campaignId: string; seconds: number; micros: number; now: Date },
): Promise<void> {
  await db
    .insertInto("usage_ledger")
    .values({
      call_id: call.callId,
      tenant_id: call.tenantId,
      campaign_id: call.campaignId,
      reserved_s: call.seconds,
      reserved_micros: call.micros,
      reserved_at: call.now,
    })
    .execute();
}

/** Once: a second settlement changes nothing. */
export async function settleUsage(
  db: Db,
  callId: string,
  used: { seconds: number; micros: number },
  now: Date,
): Promise<void> {
  await db
    .updateTable("usage_ledger")
    .set({ used_s: used.seconds, used_micros: used.micros, settled_at: now })
    .where("call_id", "=", callId)
    .where("settled_at", "is", null)
    .execute();
}

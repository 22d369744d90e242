import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Minutes of the plan that this calendar month (UTC) has left, reservations of open calls taken off. May be below 0. */
export async function minutesLeft(db: Db, tenantId: string, now: Date): Promise<number> {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const { rows } = await sql<{ seconds: number }>`
    select p.minutes * 60 - coalesce((select sum(coalesce(u.used_s, u.reserved_s)) from talky.usage_ledger u
      where u.tenant_id = t.id and u.reserved_at >= ${month}), 0)::float8 as seconds
    from talky.tenants t join talky.plans p on p.id = t.plan_id where t.id = ${tenantId}`.execute(db);
  return (rows[0]?.seconds ?? 0) / 60;
}

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

import { sql } from "kysely";
import type { Page } from "#lib/domain/api/page";
import {
  type Delivery,
  type DeliveryAttempt,
  type DeliveryQuery,
  type DeliveryStatus,
  TEST_EVENT,
} from "#lib/domain/api/webhook";
import type { Db } from "./db.ts";
import { after, isoOrNull, microTime, readCursor, toPage } from "./keyset.ts";

function deliveriesOf(db: Db, tenantId: string, endpointId: string) {
  return db
    .selectFrom("webhook_deliveries as d")
    .selectAll("d")
    .select(microTime("d.created_at").as("cursor_at"))
    .where("d.tenant_id", "=", tenantId)
    .where("d.endpoint_id", "=", endpointId);
}

type DeliveryRow = Awaited<ReturnType<ReturnType<typeof deliveriesOf>["executeTakeFirstOrThrow"]>>;

const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  event: row.event as Delivery["event"],
  payload: row.payload as Delivery["payload"],
  status: row.status as DeliveryStatus,
  attempts: row.attempts,
  next_attempt_at: isoOrNull(row.next_attempt_at),
  log: row.log as unknown as DeliveryAttempt[],
  created_at: row.created_at.toISOString(),
  finished_at: isoOrNull(row.finished_at),
});

/** null: this endpoint has no such delivery. */
export async function findDelivery(
  db: Db,
  tenantId: string,
  endpointId: string,
  id: string,
): Promise<Delivery | null> {
  const row = await deliveriesOf(db, tenantId, endpointId).where("d.id", "=", id).executeTakeFirst();
  return row ? toDelivery(row) : null;
}

/** Newest first. */
export async function listDeliveries(
  db: Db,
  tenantId: string,
  endpointId: string,
  query: DeliveryQuery,
): Promise<Page<Delivery>> {
  const keyset = readCursor(query.cursor);
  const rows = await deliveriesOf(db, tenantId, endpointId)
    .$if(query.status !== undefined, (qb) => qb.where("d.status", "=", query.status ?? ""))
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("d.created_at", "d.id", keyset, "desc")) : qb))
    .orderBy("d.created_at", "desc")
    .orderBy("d.id", "desc")
    .limit(query.limit + 1)
    .execute();
  return toPage(rows, query.limit, toDelivery, null);
}

export async function insertTestDelivery(
  db: Db,
  tenantId: string,
  endpointId: string,
  now: Date,
): Promise<string> {
  const payload = { type: TEST_EVENT, timestamp: now.toISOString(), data: { endpoint_id: endpointId } };
  const row = await db
    .insertInto("webhook_deliveries")
    .values({
      tenant_id: tenantId,
      endpoint_id: endpointId,
      event: TEST_EVENT,
      payload: JSON.stringify(payload),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** From the first try again, as the same message. False: it is still being tried, or there is none. */
export async function replayDelivery(
  db: Db,
  tenantId: string,
  endpointId: string,
  id: string,
  now: Date,
): Promise<boolean> {
  const result = await db
    .updateTable("webhook_deliveries")
    .set({ status: "pending", attempts: 0, next_attempt_at: now, finished_at: null })
    .where("tenant_id", "=", tenantId)
    .where("endpoint_id", "=", endpointId)
    .where("id", "=", id)
    .where("status", "<>", "pending")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** What is to be sent now, with what it takes. */
export interface ClaimedDelivery {
  id: string;
  endpointId: string;
  /** As it is sent. */
  body: string;
  attempts: number;
  url: string;
  secretVersion: number;
  formerSecretUntil: Date | null;
}

/**
 * Takes deliveries that are due, at most `most` and at most `each` under way to one endpoint, so that a slow one keeps
 * nobody waiting. Whoever dies with one gives it back at the lease's end.
 */
export async function claimDeliveries(
  db: Db,
  { now, leaseUntil, most, each }: { now: Date; leaseUntil: Date; most: number; each: number },
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<{
    id: string;
    endpoint_id: string;
    body: string;
    attempts: number;
    url: string;
    secret_version: number;
    former_secret_until: Date | null;
  }>`
    with due as (
      select d.id from talky.webhook_endpoints e
      cross join lateral (
        select w.id, w.next_attempt_at from talky.webhook_deliveries w
        where w.endpoint_id = e.id and w.status = 'pending' and w.next_attempt_at <= ${now}
          and (w.lease_until is null or w.lease_until <= ${now})
        order by w.next_attempt_at
        limit greatest(0, ${each}::integer - (select count(*) from talky.webhook_deliveries u
          where u.endpoint_id = e.id and u.status = 'pending' and u.lease_until > ${now}))
        for update skip locked) d
      where e.is_active
      order by d.next_attempt_at limit ${most})
    update talky.webhook_deliveries d set lease_until = ${leaseUntil}
    from due, talky.webhook_endpoints e
    where d.id = due.id and e.id = d.endpoint_id
    returning d.id, d.endpoint_id, d.payload::text as body, d.attempts, e.url, e.secret_version, e.former_secret_until`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    endpointId: row.endpoint_id,
    body: row.body,
    attempts: row.attempts,
    url: row.url,
    secretVersion: row.secret_version,
    formerSecretUntil: row.former_secret_until,
  }));
}

/** Writes down a try of a claimed delivery and what becomes of it. */
export async function settleAttempt(
  db: Db,
  id: string,
  attempt: DeliveryAttempt,
  outcome: { status: DeliveryStatus; nextAttemptAt: Date | null; now: Date },
): Promise<void> {
  const { status, nextAttemptAt, now } = outcome;
  await db
    .updateTable("webhook_deliveries")
    .set((eb) => ({
      status,
      attempts: eb("attempts", "+", 1),
      next_attempt_at: nextAttemptAt,
      lease_until: null,
      finished_at: status === "pending" ? null : now,
      log: sql`log || ${JSON.stringify([attempt])}::jsonb`,
    }))
    .where("id", "=", id)
    .where("status", "=", "pending")
    .execute();
}

/** What came to its end before then is forgotten, a part at a time. */
export async function forgetDeliveries(db: Db, finishedBefore: Date, most: number): Promise<void> {
  await sql`
    delete from talky.webhook_deliveries where id in (
      select id from talky.webhook_deliveries where status <> 'pending' and finished_at < ${finishedBefore}
      order by finished_at limit ${most})`.execute(db);
}

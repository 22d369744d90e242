import { sql } from "kysely";
import type { PhoneState } from "#lib/domain/dialing/carrier-state";
import type { CarrierState, TelephonyResult } from "#lib/domain/statuses";
import { appendingEvents, type NewCallEvent } from "./call-events.ts";
import type { Db, Trx } from "./db.ts";
import { isAlive } from "./workers.ts";

/** The carrier's answer to the request; an event may have told the id before. false: another id stands there. */
export async function writeCarrierAnswer(
  db: Db,
  callId: string,
  answer: { carrierCallId: string; conversationId: string | null },
): Promise<boolean> {
  const { carrierCallId, conversationId } = answer;
  // What stands already is not written again: the row has many indexes.
  const { rows } = await sql<{ stands: boolean }>`
    with written as (
      update talky.calls set carrier_call_id = ${carrierCallId}, conversation_id = coalesce(conversation_id, ${conversationId})
      where id = ${callId} and (carrier_call_id is null
        or carrier_call_id = ${carrierCallId} and conversation_id is null) returning id)
    select exists (select from written)
      or exists (select from talky.calls where id = ${callId} and carrier_call_id = ${carrierCallId}) as stands`.execute(
    db,
  );
  return rows[0]?.stands ?? false;
}

/**
 * Asked, and no answer came: neither the call nor its job goes on by itself. Only while no event has spoken; false when
 * one has.
 */
export async function markUnanswered(db: Db, callId: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const call = await trx
      .updateTable("calls")
      .set({ carrier_state: "unknown" })
      .where("id", "=", callId)
      .where("carrier_state", "=", "requested")
      .where("carrier_call_id", "is", null)
      .where("settled_at", "is", null)
      .returning("job_id")
      .executeTakeFirst();
    if (!call) return false;
    await trx
      .updateTable("dialer_jobs")
      .set({ status: "unknown" })
      .where("id", "=", call.job_id)
      .where("status", "=", "dialing")
      .execute();
    return true;
  });
}

export interface CallForEvents {
  tenantId: string;
  jobId: string;
  campaignId: string;
  workerId: string;
  carrierCallId: string | null;
  traceparent: string | null;
  isSettled: boolean;
  phone: PhoneState;
}

const callForEvents = (row: EventfulRow): CallForEvents => ({
  tenantId: row.tenant_id,
  jobId: row.job_id,
  campaignId: row.campaign_id,
  workerId: row.worker_id,
  carrierCallId: row.carrier_call_id,
  traceparent: row.traceparent,
  isSettled: row.settled_at !== null,
  phone: {
    state: row.carrier_state,
    result: row.telephony_result,
    ringingAt: row.ringing_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    durationS: row.duration_s,
    endedBy: row.ended_by === "agent" || row.ended_by === "callee" ? row.ended_by : null,
    priceMicros: row.carrier_price_micros,
  },
});

interface EventfulRow {
  tenant_id: string;
  job_id: string;
  campaign_id: string;
  worker_id: string;
  carrier_call_id: string | null;
  settled_at: Date | null;
  carrier_state: CarrierState;
  telephony_result: TelephonyResult | null;
  ringing_at: Date | null;
  answered_at: Date | null;
  ended_at: Date | null;
  duration_s: number | null;
  ended_by: string | null;
  carrier_price_micros: number | null;
  traceparent: string | null;
}

const EVENTFUL = sql`tenant_id, job_id, campaign_id, worker_id, carrier_call_id, settled_at, carrier_state,
  telephony_result, ringing_at, answered_at, ended_at, duration_s, ended_by, carrier_price_micros, traceparent`;

/** Locks a call's row for what the carrier has to say of it. */
export async function lockCallForEvents(trx: Trx, callId: string): Promise<CallForEvents | null> {
  const { rows } = await sql<EventfulRow>`
    select ${EVENTFUL} from talky.calls where id = ${callId} for update`.execute(trx);
  return rows[0] ? callForEvents(rows[0]) : null;
}

/**
 * The same, and takes what its inbox holds, oldest first: it counts as applied. What somebody else took while the lock
 * was waited for is not taken again. null: there is no such call, and what spoke of it is put away.
 */
export async function takeInbox(
  trx: Trx,
  callId: string,
): Promise<{ call: CallForEvents; bodies: unknown[] } | null> {
  const { rows } = await sql<EventfulRow & { bodies: unknown[] | null }>`
    with held as materialized (select ${EVENTFUL} from talky.calls where id = ${callId} for update),
    taken as (
      update talky.carrier_inbox i set applied_at = clock_timestamp() from (select count(*) from held) one
      where i.call_id = ${callId} and i.applied_at is null returning i.id, i.body)
    select held.*, (select jsonb_agg(taken.body order by taken.id) from taken) as bodies from held`.execute(
    trx,
  );
  const [row] = rows;
  return row ? { call: callForEvents(row), bodies: row.bodies ?? [] } : null;
}

/** Writes what the reducer came to, moves the job along and logs the events. Under the call's lock. */
export async function savePhoneState(
  trx: Trx,
  callId: string,
  jobId: string,
  phone: PhoneState,
  carrier: { carrierCallId: string | null; conversationId: string | null },
  log: readonly NewCallEvent[],
): Promise<void> {
  const isTalking = phone.answeredAt !== null;
  const [status, from] = isTalking ? ["in_call", ["dialing", "unknown"]] : ["dialing", ["unknown"]];
  // The conversation's own word of who ended it (limit, error, …) is the more exact one.
  await sql`
    with call as (
      update talky.calls set carrier_state = ${phone.state}, telephony_result = ${phone.result},
        ringing_at = ${phone.ringingAt}::timestamptz, answered_at = ${phone.answeredAt}::timestamptz,
        ended_at = ${phone.endedAt}::timestamptz, duration_s = ${phone.durationS},
        ended_by = coalesce(ended_by, ${phone.endedBy}), carrier_price_micros = ${phone.priceMicros},
        carrier_call_id = coalesce(carrier_call_id, ${carrier.carrierCallId}),
        conversation_id = coalesce(conversation_id, ${carrier.conversationId})
      where id = ${callId} and settled_at is null),
    job as (
      update talky.dialer_jobs set status = ${status} where id = ${jobId} and status = any(${from}::text[]))
    ${appendingEvents(log)}`.execute(trx);
}

export interface OpenCall {
  callId: string;
  tenantId: string;
  jobId: string;
  campaignId: string;
  phoneNumber: string;
  carrierCallId: string | null;
  state: CarrierState;
  result: TelephonyResult | null;
  requestedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  sessionEndedAt: Date | null;
  /** A colleague has taken over: the call goes on without us. */
  isTransferred: boolean;
  isHangUpAsked: boolean;
  /** When the carrier last said something; the request where it never has. */
  lastHeardAt: Date;
  ringTimeoutS: number;
  maxDurationS: number;
}

const openCalls = (db: Db) =>
  db
    .selectFrom("calls as c")
    .leftJoin("workers as w", "w.id", "c.worker_id")
    .select(["c.id", "c.tenant_id", "c.job_id", "c.campaign_id", "c.phone_number", "c.carrier_call_id"])
    .select(["c.carrier_state", "c.telephony_result", "c.requested_at", "c.answered_at", "c.ended_at"])
    .select(["c.session_ended_at", "c.disposition", "c.hangup_asked_at", "c.snapshot"])
    .select(
      sql<Date>`greatest(c.requested_at, (select max(i.received_at) from talky.carrier_inbox i where i.call_id = c.id))`.as(
        "last_heard_at",
      ),
    )
    .where("c.settled_at", "is", null)
    .orderBy("c.requested_at");

const seconds = (snapshot: unknown, name: string, otherwise: number): number => {
  const calling = (snapshot as { calling?: Record<string, unknown> } | null)?.calling;
  const value = calling?.[name];
  return typeof value === "number" ? value : otherwise;
};

type OpenRow = Awaited<ReturnType<ReturnType<typeof openCalls>["execute"]>>[number];
const toOpenCall = (row: OpenRow): OpenCall => ({
  callId: row.id,
  tenantId: row.tenant_id,
  jobId: row.job_id,
  campaignId: row.campaign_id,
  phoneNumber: row.phone_number,
  carrierCallId: row.carrier_call_id,
  state: row.carrier_state as CarrierState,
  result: row.telephony_result as TelephonyResult | null,
  requestedAt: row.requested_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  sessionEndedAt: row.session_ended_at,
  isTransferred: row.disposition === "transferred",
  isHangUpAsked: row.hangup_asked_at !== null,
  lastHeardAt: row.last_heard_at,
  ringTimeoutS: seconds(row.snapshot, "ring_timeout_s", 30),
  maxDurationS: seconds(row.snapshot, "max_call_duration_s", 600),
});

/** This worker's calls that are not settled. */
export async function openCallsOfWorker(db: Db, workerId: string): Promise<OpenCall[]> {
  return (await openCalls(db).where("c.worker_id", "=", workerId).execute()).map(toOpenCall);
}

/** Calls whose worker is dead and that are not settled. */
export async function orphanedCalls(db: Db, limit: number): Promise<OpenCall[]> {
  const rows = await openCalls(db)
    .where((where) => where.or([where("w.id", "is", null), where.not(isAlive("w"))]))
    .limit(limit)
    .execute();
  return rows.map(toOpenCall);
}

/** Of these ids of the carrier's, those that belong to a call of ours. */
export async function knownCarrierCalls(db: Db, carrierCallIds: string[]): Promise<Set<string>> {
  if (carrierCallIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("calls")
    .select("carrier_call_id")
    .where("carrier_call_id", "in", carrierCallIds)
    .execute();
  return new Set(rows.flatMap((row) => (row.carrier_call_id ? [row.carrier_call_id] : [])));
}

export interface UnansweredCall {
  callId: string;
  workerId: string;
  phoneNumber: string;
  requestedAt: Date;
}

/** Calls that never learned the carrier's id, oldest first: those
 * asked for without an answer, and those of dead workers. */
export async function unansweredCalls(db: Db): Promise<UnansweredCall[]> {
  const rows = await db
    .selectFrom("calls as c")
    .leftJoin("workers as w", "w.id", "c.worker_id")
    .select(["c.id", "c.worker_id", "c.phone_number", "c.requested_at"])
    .where("c.settled_at", "is", null)
    .where("c.carrier_call_id", "is", null)
    .where((where) =>
      where.or([
        where("c.carrier_state", "=", "unknown"),
        where("c.requested_at", "<", sql<Date>`now() - interval '1 minute'`),
        where("w.id", "is", null),
        where.not(isAlive("w")),
      ]),
    )
    .orderBy("c.requested_at")
    .execute();
  return rows.map((row) => ({
    callId: row.id,
    workerId: row.worker_id,
    phoneNumber: row.phone_number,
    requestedAt: row.requested_at,
  }));
}

/** Writes down that an operator wants the call ended; its worker finds it within 2 s. False: it is over. */
export async function askHangUp(db: Db, tenantId: string, callId: string, now: Date): Promise<boolean> {
  const asked = await db
    .updateTable("calls")
    .set({ hangup_asked_at: now })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", callId)
    .where("settled_at", "is", null)
    .where("carrier_state", "not in", ["ended", "unknown"])
    .executeTakeFirst();
  return asked.numUpdatedRows > 0n;
}

/** Where a call's worker is, while they talk; null: nobody talks. */
export async function workerOfCall(db: Db, tenantId: string, callId: string): Promise<string | null> {
  const row = await db
    .selectFrom("calls")
    .select("worker_url")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", callId)
    .where("settled_at", "is", null)
    .where("carrier_state", "=", "answered")
    .executeTakeFirst();
  return row?.worker_url ?? null;
}

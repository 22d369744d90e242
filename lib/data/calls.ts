import { sql } from "kysely";
import type { PhoneState } from "#lib/domain/dialing/carrier-state";
import type { CarrierState, TelephonyResult } from "#lib/domain/statuses";
import type { Db, Trx } from "./db.ts";
import { isAlive } from "./workers.ts";

/** The carrier's answer to the request; an event may have told the id before. false: another id stands there. */
export async function writeCarrierAnswer(
  db: Db,
  callId: string,
  answer: { carrierCallId: string; conversationId: string | null },
): Promise<boolean> {
  const written = await db
    .updateTable("calls")
    .set({
      carrier_call_id: answer.carrierCallId,
      conversation_id: sql<string>`coalesce(conversation_id, ${answer.conversationId})`,
    })
    .where("id", "=", callId)
    .where((where) =>
      where.or([where("carrier_call_id", "is", null), where("carrier_call_id", "=", answer.carrierCallId)]),
    )
    .executeTakeFirst();
  return written.numUpdatedRows > 0n;
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
  isSettled: boolean;
  phone: PhoneState;
}

/** Locks a call's row for what the carrier has to say of it. */
export async function lockCallForEvents(trx: Trx, callId: string): Promise<CallForEvents | null> {
  const row = await trx
    .selectFrom("calls")
    .selectAll()
    .where("id", "=", callId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  return {
    tenantId: row.tenant_id,
    jobId: row.job_id,
    campaignId: row.campaign_id,
    workerId: row.worker_id,
    carrierCallId: row.carrier_call_id,
    isSettled: row.settled_at !== null,
    phone: {
      state: row.carrier_state as CarrierState,
      result: row.telephony_result as TelephonyResult | null,
      ringingAt: row.ringing_at,
      answeredAt: row.answered_at,
      endedAt: row.ended_at,
      durationS: row.duration_s,
      endedBy: row.ended_by === "agent" || row.ended_by === "callee" ? row.ended_by : null,
      priceMicros: row.carrier_price_micros,
    },
  };
}

/** Writes what the reducer came to, and moves the job along. Under the call's lock. */
export async function savePhoneState(
  trx: Trx,
  callId: string,
  jobId: string,
  phone: PhoneState,
  carrier: { carrierCallId: string | null; conversationId: string | null },
): Promise<void> {
  await trx
    .updateTable("calls")
    .set({
      carrier_state: phone.state,
      telephony_result: phone.result,
      ringing_at: phone.ringingAt,
      answered_at: phone.answeredAt,
      ended_at: phone.endedAt,
      duration_s: phone.durationS,
      // The conversation's own word (limit, error, …) is the more exact one.
      ended_by: sql<string>`coalesce(ended_by, ${phone.endedBy})`,
      carrier_price_micros: phone.priceMicros,
      carrier_call_id: sql<string>`coalesce(carrier_call_id, ${carrier.carrierCallId})`,
      conversation_id: sql<string>`coalesce(conversation_id, ${carrier.conversationId})`,
    })
    .where("id", "=", callId)
    .where("settled_at", "is", null)
    .execute();
  const isTalking = phone.answeredAt !== null;
  await trx
    .updateTable("dialer_jobs")
    .set({ status: isTalking ? "in_call" : "dialing" })
    .where("id", "=", jobId)
    .where("status", "in", isTalking ? ["dialing", "unknown"] : ["unknown"])
    .execute();
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

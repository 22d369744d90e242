import { type RawBuilder, sql } from "kysely";
import { correctorName } from "./call-corrections.ts";
import { callCondition } from "./call-filter.ts";
import { callTotals } from "./call-tallies.ts";
import { after, isoOrNull, microTime, readCursor, toPage } from "./keyset.ts";
import type { Db } from "./db.ts";
import type { CallEvent, CallEventQuery, CallQuery, CallSummary } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import type { Turn, TurnLatency } from "#lib/domain/api/turn";
import {
  type AnsweredBy,
  type CarrierState,
  type Disposition,
  type EndedBy,
  isGoalAchieved,
  type TelephonyResult,
  type TurnRole,
} from "#lib/domain/statuses";

function callsOf(db: Db, tenantId: string) {
  return db
    .selectFrom("calls as k")
    .innerJoin("campaigns as c", "c.id", "k.campaign_id")
    .innerJoin("leads as l", "l.id", "k.lead_id")
    .leftJoin("recordings as r", "r.call_id", "k.id")
    .selectAll("k")
    .select([
      microTime("k.requested_at").as("cursor_at"),
      "c.name as campaign_name",
      correctorName.as("corrector_name"),
      sql<string | null>`nullif(concat_ws(' ', l.first_name, l.last_name), '')`.as("contact_name"),
      "r.id as recording_id",
      "r.duration_s as recording_duration_s",
      "r.bytes as recording_bytes",
      sql<[number, number] | null>`(
        select percentile_cont(array[0.5, 0.95]) within group (order by (t.latency ->> 'total_ms')::float8)
        from talky.turns t where t.call_id = k.id and t.role = 'agent' and t.latency ->> 'total_ms' is not null)`.as(
        "latency",
      ),
    ])
    .where("k.tenant_id", "=", tenantId);
}

type CallRow = Awaited<ReturnType<ReturnType<typeof callsOf>["executeTakeFirstOrThrow"]>>;

function toCall(row: CallRow): CallSummary {
  const disposition = row.disposition as Disposition | null;
  const [p50, p95] = row.latency ?? [null, null];
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    campaign_name: row.campaign_name,
    lead_id: row.lead_id,
    contact_name: row.contact_name,
    job_id: row.job_id,
    attempt: row.attempt,
    phone_number: row.phone_number,
    from_number: row.from_number,
    carrier_state: row.carrier_state as CarrierState,
    telephony_result: row.telephony_result as TelephonyResult | null,
    answered_by: row.answered_by as AnsweredBy | null,
    disposition,
    goal_achieved: isGoalAchieved(disposition),
    correction:
      row.corrected_at === null
        ? null
        : {
            original_disposition: row.original_disposition as Disposition,
            reason: row.correction_reason ?? "",
            at: row.corrected_at.toISOString(),
            by: row.corrector_name,
          },
    requested_at: row.requested_at.toISOString(),
    ringing_at: isoOrNull(row.ringing_at),
    answered_at: isoOrNull(row.answered_at),
    disclosed_at: isoOrNull(row.disclosed_at),
    ended_at: isoOrNull(row.ended_at),
    settled_at: isoOrNull(row.settled_at),
    duration_s: row.duration_s,
    ended_by: row.ended_by as EndedBy | null,
    end_reason: row.end_reason,
    callback_at: isoOrNull(row.callback_at),
    time_to_first_word_ms: row.time_to_first_word_ms,
    recording:
      row.recording_id === null
        ? null
        : {
            id: row.recording_id,
            duration_s: row.recording_duration_s ?? 0,
            bytes: row.recording_bytes ?? 0,
          },
    summary: row.summary,
    cost: {
      total_micros: row.telephony_micros + row.stt_micros + row.llm_micros + row.tts_micros,
      telephony_micros: row.telephony_micros,
      stt_micros: row.stt_micros,
      llm_micros: row.llm_micros,
      tts_micros: row.tts_micros,
    },
    latency_ms: { p50: p50 === null ? null : Math.round(p50), p95: p95 === null ? null : Math.round(p95) },
  };
}

/** null: this tenant has no such call. */
export async function findCall(db: Db, tenantId: string, id: string): Promise<CallSummary | null> {
  const row = await callsOf(db, tenantId).where("k.id", "=", id).executeTakeFirst();
  return row ? toCall(row) : null;
}

/** Newest first. */
export async function listCalls(db: Db, tenantId: string, query: CallQuery): Promise<Page<CallSummary>> {
  const keyset = readCursor(query.cursor);
  const { where, isCountable } = await callCondition(db, query);
  const rows = await callsOf(db, tenantId)
    .where(where)
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("k.requested_at", "k.id", keyset, "desc")) : qb))
    .orderBy("k.requested_at", "desc")
    .orderBy("k.id", "desc")
    .limit(query.limit + 1)
    .execute();
  const total = keyset || !isCountable ? null : await countCalls(db, tenantId, query, where);
  return toPage(rows, query.limit, toCall, total);
}

/** From the sums that are kept, where they know; those that go on are few and counted. */
async function countCalls(
  db: Db,
  tenantId: string,
  query: CallQuery,
  filter: RawBuilder<boolean>,
): Promise<number> {
  const { lead_id, client_id, campaign_id, disposition, telephony_result, in_progress } = query;
  const { search, from, to } = query;
  const isPlain = [lead_id, client_id, search, from, to].every((asked) => asked === undefined);
  const isOver =
    isPlain && in_progress !== true && (disposition === undefined || telephony_result === undefined);
  const { n } = await db
    .selectFrom("calls as k")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("k.tenant_id", "=", tenantId)
    .where(filter)
    .$if(isOver || in_progress === true, (qb) => qb.where("k.settled_at", "is", null))
    .executeTakeFirstOrThrow();
  if (!isOver) return n;
  const over = await callTotals(db, { tenantId, campaignId: campaign_id ?? null, agentId: null });
  if (disposition !== undefined) return n + over.dispositions[disposition];
  if (telephony_result !== undefined) return n + over.results[telephony_result];
  return n + over.calls;
}

/** In the order in which they were said. */
export async function listTurns(db: Db, tenantId: string, callId: string): Promise<Turn[]> {
  const rows = await db
    .selectFrom("turns")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("call_id", "=", callId)
    .orderBy("index")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    call_id: row.call_id,
    index: row.index,
    role: row.role as TurnRole,
    text: row.text,
    generated_text: row.generated_text,
    interrupted: row.interrupted,
    started_ms: row.started_ms,
    ended_ms: row.ended_ms,
    latency: row.latency as TurnLatency | null,
    tool: row.tool as Turn["tool"],
  }));
}

/** What happened to a call, oldest first; the gate's verdicts of its job before the call stood belong to it too. */
export async function listCallEvents(
  db: Db,
  tenantId: string,
  call: CallSummary,
  query: CallEventQuery,
): Promise<Page<CallEvent>> {
  const rows = await db
    .selectFrom("call_events")
    .select(["id", "at", "type", "data"])
    .where("tenant_id", "=", tenantId)
    .where("id", ">", Number(query.cursor ?? 0))
    .where((eb) =>
      eb.or([
        eb("call_id", "=", call.id),
        eb.and([eb("job_id", "=", call.job_id), eb("call_id", "is", null)]),
      ]),
    )
    .orderBy("id")
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  return {
    items: shown.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      type: row.type,
      data: row.data as Record<string, unknown>,
    })),
    next_cursor: rows.length > query.limit ? String(shown.at(-1)?.id) : null,
  };
}

/** Where a call's recording lies; null: there is none. */
export async function findRecording(
  db: Db,
  tenantId: string,
  callId: string,
): Promise<{ path: string; bytes: number } | null> {
  const row = await db
    .selectFrom("recordings")
    .select(["path", "bytes"])
    .where("tenant_id", "=", tenantId)
    .where("call_id", "=", callId)
    .executeTakeFirst();
  return row ?? null;
}

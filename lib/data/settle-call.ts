import { sql, type Selectable } from "kysely";
import { costOfCharges } from "#lib/domain/cost/call-cost";
import type { ConversationUsage } from "#lib/domain/cost/usage";
import type { CallOutcome, CampaignRules, JobHistory, Settlement } from "#lib/domain/dialing/settlement";
import type { LeadFacts } from "#lib/domain/dialing/lead-place";
import { localTime } from "#lib/domain/dialing/local-time";
import { type CallingConfig, isTimeZone } from "#lib/domain/settings";
import type { AnsweredBy, CampaignStatus, Disposition, TelephonyResult } from "#lib/domain/statuses";
import { chargesOf } from "./call-costs.ts";
import { requestAnalysis } from "./call-analyses.ts";
import { appendingEvents, type NewCallEvent } from "./call-events.ts";
import type { Calls } from "./database.ts";
import type { Db, Trx } from "./db.ts";
import { addDncEntry } from "./dnc-entries.ts";
import { leadFacts, readCallingConfig } from "./gate-facts.ts";
import { settlingUsage } from "./usage-ledger.ts";

export interface SettleRequest {
  callId: string;
  now: Date;
  /** The conversation's worker is gone: an answered call without a disposition came to `error`. */
  isWorkerLost: boolean;
  /** The call is over for us although the carrier never said so: nothing could be learned. */
  isLost: boolean;
  /** What its worker counted of a call that no conversation wrote down; null: nothing is known. */
  usage: ConversationUsage | null;
  /** The clock by which the next attempt is planned; null: the campaign's. */
  zoneOf(lead: LeadFacts, calling: CallingConfig): string | null;
  decide(outcome: CallOutcome, history: JobHistory, campaign: CampaignRules): Settlement;
}

export interface Settled {
  tenantId: string;
  campaignId: string;
  jobId: string;
  result: TelephonyResult;
  disposition: Disposition | null;
  settlement: Settlement;
  /** There is a conversation to look back at. */
  wantsAnalysis: boolean;
}

/**
 * Puts a call's outcome into its job, once. null: not over yet, or settled before. An answered call waits for its
 * conversation unless the worker is lost.
 */
export async function settleCall(db: Db, request: SettleRequest): Promise<Settled | null> {
  return db.transaction().execute(async (trx) => {
    // The campaign's row first, as everywhere, so that a stop comes wholly before or wholly after.
    const open = await sql<Selectable<Calls> & RulesRow>`
      select k.*, c.status as campaign_status, c.max_attempts, c.calling_config
      from talky.calls k join talky.campaigns c on c.id = k.campaign_id
      where k.id = ${request.callId} and k.settled_at is null for share of c for update of k`.execute(trx);
    const [call] = open.rows;
    if (!call) return null;
    const isOver = call.carrier_state === "ended" || request.isLost;
    const isAnswered = call.telephony_result === "answered" || call.answered_at !== null;
    if (!isOver || (isAnswered && call.session_ended_at === null && !request.isWorkerLost)) return null;

    const result: TelephonyResult = isAnswered
      ? "answered"
      : ((call.telephony_result as TelephonyResult | null) ?? "unknown");
    const answeredAt = isAnswered
      ? (call.answered_at ?? answerTime(call.ended_at, call.duration_s, request.now))
      : null;
    const disposition = (call.disposition as Disposition | null) ?? (isAnswered ? "error" : null);
    const { job, earlier } = await readHistory(trx, call);
    const calling = readCallingConfig(call.calling_config);
    const settlement = request.decide(
      {
        result,
        disposition,
        callbackAt: call.callback_at,
        requestedAt: call.requested_at,
        hasRung: call.ringing_at !== null || isAnswered,
      },
      {
        attempts: job.attempts,
        attemptsOnPerson: job.attempts_on_person,
        failures: job.failures,
        failedAttempts: earlier.filter(
          (e) => e.telephony_result === "failed" && e.ringing_at === null && e.answered_at === null,
        ).length,
        earlier: earlier.map((e) => ({ result: e.telephony_result, disposition: e.disposition })),
      },
      {
        status: call.campaign_status,
        maxAttempts: call.max_attempts,
        calling,
        leadTimezone: request.zoneOf(leadFacts(job), calling),
      },
    );
    const theirs = calleeTime(call.requested_at, request.zoneOf(leadFacts(job), calling));
    await writeOutcome(trx, request, call, job, { result, disposition, answeredAt, settlement, theirs });
    // The conversation wrote it when it was said; should that write have failed, it stands from here on.
    if (disposition === "opted_out") {
      await addDncEntry(trx, {
        tenantId: call.tenant_id,
        campaignId: null,
        phoneNumber: call.phone_number,
        reason: "Asked for it in a call",
        source: "call",
        callId: call.id,
      });
    }
    const wantsAnalysis = isAnswered && (await requestAnalysis(trx, call.id));
    const { tenant_id: tenantId, campaign_id: campaignId } = call;
    return { tenantId, campaignId, jobId: job.id, result, disposition, settlement, wantsAnalysis };
  });
}

interface CalleeTime {
  day: string;
  hour: number;
}

/** Their calendar and clock when they were called; null: nobody knows. */
function calleeTime(at: Date, zone: string | null): CalleeTime | null {
  if (zone === null || !isTimeZone(zone)) return null;
  const { year, month, day, minuteOfDay } = localTime(at, zone);
  const date = [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
  return { day: date, hour: Math.floor(minuteOfDay / 60) };
}

interface Outcome {
  result: TelephonyResult;
  disposition: Disposition | null;
  /** null: nobody took it. */
  answeredAt: Date | null;
  settlement: Settlement;
  theirs: CalleeTime | null;
}

/** What the call came to and cost, what becomes of its job and its lead, and the log of it, in one statement. */
async function writeOutcome(
  trx: Trx,
  request: SettleRequest,
  call: Selectable<Calls>,
  job: { id: string; lead_id: string; lead_status: string },
  { result, disposition, answeredAt, settlement, theirs }: Outcome,
): Promise<void> {
  const isAnswered = answeredAt !== null;
  const charges = chargesOf(call, answeredAt, request.usage);
  const { total_micros: micros, ...cost } = costOfCharges(charges);
  const lost = isAnswered && call.disposition === null ? "worker_lost" : request.isLost ? "lost" : null;
  const answeredBy = isAnswered ? (call.answered_by ?? (await heardAnswerer(trx, call.id))) : null;
  const told: NewCallEvent = {
    tenantId: call.tenant_id,
    jobId: job.id,
    callId: call.id,
    type: "settle",
    data: { telephony_result: result, disposition, ...settlement },
  };
  // A lead's row has many indexes, and mostly stands where it should.
  const lead =
    job.lead_status === settlement.leadStatus
      ? sql``
      : sql`, lead as (update talky.leads set status = ${settlement.leadStatus}
          where id = ${job.lead_id} and status <> 'deleted')`;
  // Settled by the same clock as the requests are asked by, so that the log can tell what came first.
  await sql`
    with call as (
      update talky.calls set telephony_micros = ${cost.telephony_micros}, stt_micros = ${cost.stt_micros},
        llm_micros = ${cost.llm_micros}, tts_micros = ${cost.tts_micros}, charges = ${JSON.stringify(charges)}::jsonb, settled_at = clock_timestamp(),
        callee_day = ${theirs?.day ?? null}::date, callee_hour = ${theirs?.hour ?? null}::smallint,
        carrier_state = ${request.isLost && call.carrier_state !== "ended" ? "unknown" : call.carrier_state},
        telephony_result = ${result}, disposition = ${disposition}, answered_at = ${answeredAt}::timestamptz,
        answered_by = ${answeredBy}, end_reason = ${call.end_reason ?? lost},
        session_ended_at = ${isAnswered ? (call.session_ended_at ?? request.now) : null}::timestamptz,
        ended_by = ${endedBy(call.ended_by, isAnswered, call.disposition !== null)}
      where id = ${call.id}),
    used as (${settlingUsage(call.id, { seconds: call.duration_s ?? 0, micros }, request.now)}),
    job as (
      update talky.dialer_jobs set status = ${settlement.status}, reason = ${settlement.reason},
        next_attempt_at = ${settlement.nextAttemptAt}::timestamptz, attempts = ${settlement.attempts},
        attempts_on_person = ${settlement.attemptsOnPerson}, failures = ${settlement.failures},
        claimed_by = null, lease_until = null,
        finished_at = ${settlement.status === "retry_scheduled" ? null : request.now}::timestamptz
      where id = ${job.id} and status in ('dialing', 'in_call', 'unknown'))
    ${lead} ${appendingEvents([told])}`.execute(trx);
}

/** Of a call that nobody took, the carrier's "ended by the platform" says nothing. */
function endedBy(told: string | null, isAnswered: boolean, hasDisposition: boolean): string | null {
  if (!isAnswered) return told === "operator" || told === "error" ? told : null;
  return hasDisposition ? told : "error";
}

function answerTime(endedAt: Date | null, durationS: number | null, now: Date): Date {
  return new Date((endedAt ?? now).getTime() - (durationS ?? 0) * 1000);
}

/** Who the carrier's own ear heard, for a call whose conversation was lost. */
async function heardAnswerer(trx: Trx, callId: string): Promise<AnsweredBy> {
  const heard = await trx
    .selectFrom("carrier_inbox")
    .select("status")
    .where("call_id", "=", callId)
    .where((where) => where.or([where("status", "=", "human"), where("status", "like", "machine%")]))
    .limit(1)
    .executeTakeFirst();
  if (!heard) return "unknown";
  return heard.status === "human" ? "human" : "voicemail";
}

interface RulesRow {
  campaign_status: CampaignStatus;
  max_attempts: number;
  calling_config: unknown;
}

interface EarlierCall {
  telephony_result: TelephonyResult | null;
  disposition: Disposition | null;
  ringing_at: string | null;
  answered_at: string | null;
}

/** What the call's job has come to before it. */
async function readHistory(trx: Trx, call: { id: string; job_id: string }) {
  const { rows } = await sql<{
    id: string;
    lead_id: string;
    attempts: number;
    attempts_on_person: number;
    failures: number;
    phone_number: string;
    timezone: string | null;
    custom_fields: unknown;
    lead_status: string;
    earlier: EarlierCall[] | null;
  }>`
    select j.id, j.lead_id, j.attempts, j.attempts_on_person, j.failures, j.phone_number, l.timezone, l.custom_fields,
      l.status as lead_status, (
        select jsonb_agg(jsonb_build_object('telephony_result', e.telephony_result, 'disposition', e.disposition,
          'ringing_at', e.ringing_at, 'answered_at', e.answered_at))
        from talky.calls e where e.job_id = j.id and e.id <> ${call.id}) as earlier
    from talky.dialer_jobs j join talky.leads l on l.id = j.lead_id where j.id = ${call.job_id}`.execute(trx);
  const [job] = rows;
  if (!job) throw new Error("a call has no job");
  return { job, earlier: job.earlier ?? [] };
}

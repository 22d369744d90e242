import { sql } from "kysely";
import { affordableSeconds, reckonedMicros } from "#lib/domain/cost/budget";
import { capDayOf } from "#lib/domain/dialing/caller-id";
import type { StoredFacts, Verdict } from "#lib/domain/dialing/gate";
import type { CallSnapshot } from "#lib/domain/settings";
import { appendingEvents } from "./call-events.ts";
import type { LoggedRules } from "./campaign-log.ts";
import type { Db, Trx } from "./db.ts";
import { cancelJob, refuseJob } from "./dialer-jobs.ts";
import { snapshotColumns, snapshotOf, type SnapshotRow } from "./dial-snapshot.ts";
import { candidateColumns, factsOf, readGateRules, type CandidateRow, type GateRules } from "./gate-facts.ts";
import { countingCallFrom } from "./phone-numbers.ts";

export interface DispatchRequest {
  jobId: string;
  /** Of the claim; another claim's wake changes nothing. */
  leaseUntil: Date;
  callId: string;
  workerId: string;
  workerUrl: string;
  socketTokenHash: string;
  /** The call's place in its trace; null: nobody traces it. */
  traceparent?: string | null;
  now: Date;
  carrier: StoredFacts["carrier"];
  /**
   * `at`: by the database's clock, with the locks held; it is what the log will say. null: it has become too late to ask
   * the carrier.
   */
  ask(facts: StoredFacts, at: Date): Verdict | null;
}

export interface Dispatched {
  callId: string;
  tenantId: string;
  jobId: string;
  campaignId: string;
  leadId: string;
  phoneNumber: string;
  /** From which it is called. */
  fromNumber: string;
  attempt: number;
  snapshot: CallSnapshot;
}

export type DispatchResult =
  | { kind: "dispatched"; call: Dispatched }
  | { kind: "refused"; verdict: Verdict }
  /** Nothing was written, and the claim stands. */
  | { kind: "late" }
  /** The claim is not there any more: somebody else has dialled, released or cancelled it. */
  | { kind: "gone" };

interface JobToDial extends CandidateRow, SnapshotRow {
  /** By the database's clock. */
  at: Date;
  /** Which one this will be. */
  attempt: number;
}

/**
 * The last step before the carrier is asked, in one transaction: the gate again, job `claimed` → `dialing`, and the call's
 * row. The campaign's row is held for the time being, so that a pause comes wholly before or wholly after.
 */
export async function dispatchJob(db: Db, request: DispatchRequest): Promise<DispatchResult> {
  return db.transaction().execute(async (trx) => {
    const rules = await readGateRules(trx, { ofJob: request.jobId }, "share", request.now);
    if (!rules) return { kind: "gone" };
    const { rows } = await sql<JobToDial>`
      select ${candidateColumns(request.now)}, ${snapshotColumns}, clock_timestamp() as at,
        1 + coalesce((select max(k.attempt) from talky.calls k where k.job_id = j.id), 0) as attempt
      from talky.dialer_jobs j join talky.leads l on l.id = j.lead_id join talky.campaigns c on c.id = j.campaign_id
        left join talky.agents a on a.id = c.agent_id
      where j.id = ${request.jobId} and j.status = 'claimed' and j.lease_until = ${request.leaseUntil}
      for update of j`.execute(trx);
    const job = rows[0];
    if (!job) return { kind: "gone" };
    if (job.lead_status === "deleted") {
      await cancelJob(trx, job, job.at);
      return { kind: "gone" };
    }
    // This job is among the active ones that were counted.
    const active = {
      platform: rules.active.platform - 1,
      tenant: rules.active.tenant - 1,
      campaign: rules.active.campaign - 1,
    };
    const facts = factsOf({ ...rules, active }, job, request.carrier);
    const verdict = request.ask(facts, job.at);
    if (!verdict) return { kind: "late" };
    if (!verdict.allowed) {
      await refuseJob(trx, job, verdict, job.at);
      return { kind: "refused", verdict };
    }
    return { kind: "dispatched", call: await writeCall(trx, request, job, facts, verdict, rules) };
  });
}

/** What the judge holds the call against later, whatever becomes of the settings. */
function rulesOf({ campaign, tenant, consent }: StoredFacts, budgetMicros: number | null): LoggedRules {
  return {
    max_attempts: campaign.maxAttempts,
    max_concurrent_calls: campaign.maxConcurrentCalls,
    attempts_per_day: tenant.attempts.perDay,
    attempts_per_week: tenant.attempts.perWeek,
    min_gap_ms: tenant.attempts.minGapMs,
    needs_consent: consent !== "not_needed",
    budget_micros: budgetMicros,
  };
}

/** The call's row, what it may take at most, and its job on its way. */
async function writeCall(
  trx: Trx,
  request: DispatchRequest,
  job: JobToDial,
  facts: StoredFacts,
  verdict: Verdict,
  rules: GateRules,
): Promise<Dispatched> {
  const { callId, workerId } = request;
  const fromNumber = facts.carrier.fromNumber ?? "";
  const wanted = snapshotOf(job);
  const reckon = reckonerOf(wanted, job);
  const snapshot = limited(wanted, facts, reckon);
  const seconds = snapshot.calling.max_call_duration_s;
  const ofCall = { tenantId: job.tenant_id, jobId: job.id, callId };
  const data = {
    attempt: job.attempt,
    from_number: fromNumber,
    worker_id: workerId,
    rules: rulesOf(facts, rules.budgetMicros),
  };
  // By the day by which the numbers were read.
  const counted =
    rules.callerIds.length > 0
      ? sql`, counted as (${countingCallFrom(job.tenant_id, fromNumber, capDayOf(rules.at))})`
      : sql``;
  const lead =
    job.lead_status === "in_progress"
      ? sql``
      : sql`, lead as (update talky.leads set status = 'in_progress' where id = ${job.lead_id} and status <> 'deleted')`;
  await sql`
    with placed as (
      insert into talky.calls (id, tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
        worker_url, socket_token_hash, snapshot, requested_at, traceparent)
      values (${callId}, ${job.tenant_id}, ${job.campaign_id}, ${job.lead_id}, ${job.id}, ${job.attempt},
        ${job.phone_number}, ${fromNumber}, ${workerId}, ${request.workerUrl}, ${request.socketTokenHash},
        ${JSON.stringify(snapshot)}::jsonb, ${job.at}::timestamptz,
        ${request.traceparent ?? null})),
    held_back as (
      insert into talky.usage_ledger (call_id, tenant_id, campaign_id, reserved_s, reserved_micros, reserved_at)
      values (${callId}, ${job.tenant_id}, ${job.campaign_id}, ${seconds}, ${reckon(seconds)}, ${job.at}::timestamptz)),
    job as (
      update talky.dialer_jobs set status = 'dialing', claimed_by = ${workerId}, lease_until = null, reason = null
      where id = ${job.id})
    ${lead} ${counted}
    ${appendingEvents([
      { ...ofCall, type: "gate.verdict", data: { ...verdict } },
      { ...ofCall, type: "carrier.request", data },
    ])}`.execute(trx);
  return {
    ...ofCall,
    campaignId: job.campaign_id,
    leadId: job.lead_id,
    phoneNumber: job.phone_number,
    fromNumber,
    attempt: job.attempt,
    snapshot,
  };
}

/** What this call is reckoned at, should it last so many seconds. */
function reckonerOf({ campaign, agent }: CallSnapshot, job: JobToDial): (seconds: number) => number {
  const promptCharacters = campaign.systemPrompt.length + campaign.goal.length;
  const call = { to: job.phone_number, promptCharacters, model: agent.model };
  return (seconds) => reckonedMicros(call, seconds, job.at);
}

/** The call may last no longer than the plan has minutes for, and the campaign money. */
function limited(
  snapshot: CallSnapshot,
  { minutesLeft, budgetLeftMicros }: StoredFacts,
  reckon: (seconds: number) => number,
): CallSnapshot {
  const wanted = snapshot.calling.max_call_duration_s;
  const inMinutes = minutesLeft === null ? wanted : Math.min(wanted, Math.floor(minutesLeft * 60));
  const most = budgetLeftMicros === null ? inMinutes : affordableSeconds(budgetLeftMicros, inMinutes, reckon);
  return { ...snapshot, calling: { ...snapshot.calling, max_call_duration_s: most } };
}

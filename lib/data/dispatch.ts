import { sql } from "kysely";
import { affordableSeconds, reckonedMicros } from "#lib/domain/cost/budget";
import { capDayOf } from "#lib/domain/dialing/caller-id";
import { snapshotCall } from "#lib/domain/dialing/call-snapshot";
import type { StoredFacts, Verdict } from "#lib/domain/dialing/gate";
import type { CallSnapshot } from "#lib/domain/settings";
import type { Purpose } from "#lib/domain/statuses";
import { appendCallEvents } from "./call-events.ts";
import type { LoggedRules } from "./campaign-log.ts";
import type { Db, Trx } from "./db.ts";
import { cancelJob, refuseJob } from "./dialer-jobs.ts";
import {
  candidateColumns,
  factsOf,
  readCallingConfig,
  readGateRules,
  type CandidateRow,
} from "./gate-facts.ts";
import { countCallFrom } from "./phone-numbers.ts";
import { reserveUsage } from "./usage-ledger.ts";

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
  /** `at`: by the database's clock, with the locks held; it is what the log will say. */
  ask(facts: StoredFacts, at: Date): Verdict;
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
  /** The claim is not there any more: somebody else has dialled, released or cancelled it. */
  | { kind: "gone" };

/**
 * The last step before the carrier is asked, in one transaction: the gate again, job `claimed` → `dialing`, and the call's
 * row. The campaign's row is held for the time being, so that a pause comes wholly before or wholly after.
 */
export async function dispatchJob(db: Db, request: DispatchRequest): Promise<DispatchResult> {
  return db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom("dialer_jobs")
      .select("campaign_id")
      .where("id", "=", request.jobId)
      .executeTakeFirst();
    const rules = known ? await readGateRules(trx, known.campaign_id, "share", request.now) : null;
    if (!rules) return { kind: "gone" };
    const { rows } = await sql<CandidateRow & { at: Date }>`
      select ${candidateColumns(request.now)}, clock_timestamp() as at
      from talky.dialer_jobs j join talky.leads l on l.id = j.lead_id
      where j.id = ${request.jobId} and j.status = 'claimed' and j.lease_until = ${request.leaseUntil}
      for update of j`.execute(trx);
    const job = rows[0];
    if (!job) return { kind: "gone" };
    if (job.lead_status === "deleted") {
      await cancelJob(trx, job.id, job.at);
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
    if (!verdict.allowed) {
      await refuseJob(trx, job, verdict, job.at);
      return { kind: "refused", verdict };
    }
    const call = await insertCall(trx, request, job, facts);
    // By the day by which the numbers were read.
    if (rules.callerIds.length > 0)
      await countCallFrom(trx, job.tenant_id, call.fromNumber, capDayOf(rules.at));
    await appendCallEvents(trx, [
      {
        tenantId: job.tenant_id,
        jobId: job.id,
        callId: call.callId,
        type: "gate.verdict",
        data: { ...verdict },
      },
      {
        tenantId: job.tenant_id,
        jobId: job.id,
        callId: call.callId,
        type: "carrier.request",
        data: {
          attempt: call.attempt,
          from_number: call.fromNumber,
          worker_id: request.workerId,
          rules: rulesOf(facts, rules.budgetMicros),
        },
      },
    ]);
    return { kind: "dispatched", call };
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

async function insertCall(
  trx: Trx,
  request: DispatchRequest,
  job: CandidateRow & { at: Date },
  facts: StoredFacts,
): Promise<Dispatched> {
  const fromNumber = facts.carrier.fromNumber ?? "";
  const wanted = await readSnapshot(trx, job);
  const reckon = reckonerOf(wanted, job);
  const snapshot = limited(wanted, facts, reckon);
  const { rows } = await sql<{ attempt: number }>`
    insert into talky.calls (id, tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
      worker_url, socket_token_hash, snapshot, requested_at, traceparent)
    values (${request.callId}, ${job.tenant_id}, ${job.campaign_id}, ${job.lead_id}, ${job.id},
      1 + coalesce((select max(attempt) from talky.calls where job_id = ${job.id}), 0),
      ${job.phone_number}, ${fromNumber}, ${request.workerId}, ${request.workerUrl},
      ${request.socketTokenHash}, ${JSON.stringify(snapshot)}::jsonb, ${job.at}, ${request.traceparent ?? null})
    returning attempt`.execute(trx);
  await reserveUsage(trx, {
    callId: request.callId,
    tenantId: job.tenant_id,
    campaignId: job.campaign_id,
    seconds: snapshot.calling.max_call_duration_s,
    micros: reckon(snapshot.calling.max_call_duration_s),
    now: job.at,
  });
  await trx
    .updateTable("dialer_jobs")
    .set({ status: "dialing", claimed_by: request.workerId, lease_until: null, reason: null })
    .where("id", "=", job.id)
    .execute();
  await trx
    .updateTable("leads")
    .set({ status: "in_progress" })
    .where("id", "=", job.lead_id)
    .where("status", "<>", "deleted")
    .execute();
  return {
    callId: request.callId,
    tenantId: job.tenant_id,
    jobId: job.id,
    campaignId: job.campaign_id,
    leadId: job.lead_id,
    phoneNumber: job.phone_number,
    fromNumber,
    attempt: rows[0]?.attempt ?? 1,
    snapshot,
  };
}

/** What this call is reckoned at, should it last so many seconds. */
function reckonerOf(
  { campaign, agent }: CallSnapshot,
  job: CandidateRow & { at: Date },
): (seconds: number) => number {
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

async function readSnapshot(trx: Trx, job: CandidateRow): Promise<CallSnapshot> {
  const row = await trx
    .selectFrom("campaigns as c")
    .innerJoin("leads as l", "l.campaign_id", "c.id")
    .leftJoin("agents as a", "a.id", "c.agent_id")
    .select(["c.id", "c.name", "c.goal", "c.system_prompt", "c.purpose", "c.voice_id", "c.script_config"])
    .select(["c.calling_config", "l.first_name", "l.last_name", "l.email", "l.timezone", "l.custom_fields"])
    .select([
      "a.id as agent_id",
      "a.system_prompt as agent_prompt",
      "a.voice_id as agent_voice_id",
      "a.model",
    ])
    .select([
      "a.temperature",
      "a.max_tokens",
      "a.version",
      "a.name as agent_name",
      "a.greeting",
      "a.language",
    ])
    .select("a.turn_taking")
    .select((where) =>
      where
        .exists(
          where
            .selectFrom("calls as k")
            .select("k.id")
            .whereRef("k.lead_id", "=", "l.id")
            .where("k.disposition", "=", "voicemail_left"),
        )
        .as("has_voicemail"),
    )
    .where("l.id", "=", job.lead_id)
    .executeTakeFirstOrThrow();
  return snapshotCall({
    campaign: {
      id: row.id,
      name: row.name,
      goal: row.goal,
      systemPrompt: row.system_prompt,
      purpose: row.purpose as Purpose,
      voiceId: row.voice_id,
      scriptConfig: row.script_config,
      calling: readCallingConfig(row.calling_config),
    },
    agent: row.agent_id
      ? {
          id: row.agent_id,
          version: row.version ?? 1,
          name: row.agent_name ?? "",
          greeting: row.greeting ?? "",
          language: row.language ?? "en",
          systemPrompt: row.agent_prompt ?? "",
          voiceId: row.agent_voice_id,
          model: row.model,
          temperature: row.temperature,
          maxTokens: row.max_tokens,
          turnTaking: row.turn_taking,
        }
      : null,
    lead: {
      phoneNumber: job.phone_number,
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
      timezone: row.timezone,
      hasVoicemail: Boolean(row.has_voicemail),
      customFields: isRecord(row.custom_fields) ? row.custom_fields : {},
    },
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

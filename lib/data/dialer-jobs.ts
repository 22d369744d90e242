import { sql } from "kysely";
import { endsJob, holdsAll, type StoredFacts, type Verdict } from "#lib/domain/dialing/gate";
import { HIGHEST_PRIORITY, URGENT_TAGS } from "#lib/domain/dialing/priority";
import { WAITING_JOB_STATUSES, type JobReason, type JobStatus, type LeadStatus } from "#lib/domain/statuses";
import { appendingEvents, type NewCallEvent } from "./call-events.ts";
import type { Db, Trx } from "./db.ts";
import { isAlive } from "./workers.ts";
import { candidateColumns, factsOf, readGateRules, type CandidateRow, type GateRules } from "./gate-facts.ts";

const waiting = sql.join(WAITING_JOB_STATUSES.map((status) => sql.lit(status)));
/** Written out, not a parameter: whatever plan is kept of it, the index of the claimed ones alone serves it. */
const CLAIMED = sql.lit("claimed");

/** `dialPriority` in SQL. */
const PRIORITY = sql`least(${sql.lit(HIGHEST_PRIORITY)}, l.priority + case when l.is_high_value then 2 else 0 end
  + case when l.tags <> '{}' and exists (select from unnest(l.tags) tag where lower(tag) in (${sql.join(URGENT_TAGS.map((tag) => sql.lit(tag)))})) then 1 else 0 end)`;

/** Ids that rise with the time, as version 7 does: a million of them go to the end of the indexes, not all over them. */
const NEXT_ID = sql`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
  substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;

/**
 * Makes the jobs that are missing for pending leads, in one statement: all of the campaign's, or those named. Returns
 * how many. Call it in the transaction that adds a lead to a running campaign.
 */
export async function ensureJobsForLeads(
  db: Db,
  tenantId: string,
  campaignId: string,
  leadIds?: readonly string[],
): Promise<number> {
  if (leadIds?.length === 0) return 0;
  const only = leadIds ? sql`and l.id = any(${[...leadIds]}::uuid[])` : sql``;
  const result = await sql`
    insert into talky.dialer_jobs (id, tenant_id, campaign_id, lead_id, phone_number, priority, next_attempt_at)
    select ${NEXT_ID}, l.tenant_id, l.campaign_id, l.id, l.phone_number, ${PRIORITY}, now()
    from talky.leads l
    where l.tenant_id = ${tenantId} and l.campaign_id = ${campaignId} and l.status = 'pending' ${only}
    on conflict (lead_id) do nothing`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}

/** Waiting jobs take on what their leads' priorities and tags now come to. */
export async function refreshPriorities(db: Db, tenantId: string, leadIds: readonly string[]): Promise<void> {
  await sql`update talky.dialer_jobs j set priority = ${PRIORITY} from talky.leads l
    where l.tenant_id = ${tenantId}::uuid and l.id = any(${[...leadIds]}::uuid[]) and j.lead_id = l.id
      and j.tenant_id = l.tenant_id and j.status in (${waiting})`.execute(db);
}

export interface ClaimRequest {
  campaignId: string;
  workerId: string;
  now: Date;
  leaseUntil: Date;
  /** At most so many claims in this turn. */
  limit: number;
  carrier: StoredFacts["carrier"];
  ask(facts: StoredFacts): Verdict;
}

export interface ClaimReport {
  claimed: string[];
  /** Jobs that the gate refused; their rows say why. */
  refused: number;
}

/**
 * Due jobs looked at in one turn: a few first, since mostly they may be dialled, and each costs its look-ups; more where
 * those were refused. So many in all that a closed window does not hold the locks for long.
 */
const LOOKED_AT_ONCE = [8, 32, 160];

/**
 * Claims what may be dialled now of one campaign, best priority first, in one transaction. Slots are counted under the
 * locks of campaign, tenant and platform, so that any number of claimers together stay within the limits.
 */
export async function claimDueJobs(db: Db, request: ClaimRequest): Promise<ClaimReport> {
  return db.transaction().execute(async (trx) => {
    const rules = await readGateRules(trx, request.campaignId, "claim", request.now);
    if (rules?.campaign.status !== "running") return { claimed: [], refused: 0 };
    const { active, campaign, tenant, platform } = rules;
    const free = Math.min(
      campaign.maxConcurrentCalls - active.campaign,
      tenant.maxConcurrentCalls - active.tenant,
      platform.maxConcurrentCalls - active.platform,
      request.limit,
    );
    if (free <= 0) return { claimed: [], refused: 0 };
    const claimed: string[] = [];
    const seen: string[] = [];
    let refused = 0;
    for (const many of LOOKED_AT_ONCE) {
      const rows = await dueRows(trx, request, seen, many);
      seen.push(...rows.map((row) => row.id));
      const { judged, isHeld } = judgeRows(request, rules, rows, claimed.length, free);
      await writeVerdicts(trx, judged, request.now, request);
      for (const { row, verdict } of judged) {
        if (verdict?.allowed) claimed.push(row.id);
        else if (verdict) refused += 1;
      }
      if (isHeld || claimed.length >= free || rows.length < many) break;
    }
    return { claimed, refused };
  });
}

/** The next due jobs, best priority first, locked; none of `seen`. */
async function dueRows(
  trx: Trx,
  request: ClaimRequest,
  seen: readonly string[],
  limit: number,
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    with due as materialized (
      select of.id from generate_series(${HIGHEST_PRIORITY}, 1, -1) p cross join lateral (
        select j.id from talky.dialer_jobs j where j.campaign_id = ${request.campaignId} and j.priority = p
          and j.status in (${waiting}) and j.next_attempt_at <= ${request.now} and j.id <> all(${[...seen]}::uuid[])
        order by j.next_attempt_at limit ${sql.lit(limit)} for update skip locked) of
      limit ${sql.lit(limit)})
    select ${candidateColumns(request.now)}
    from due join talky.dialer_jobs j on j.id = due.id join talky.leads l on l.id = j.lead_id
    order by j.priority desc, j.next_attempt_at, j.id`.execute(trx);
  return rows;
}

/** A due job, and what is to become of it; null: its lead is gone, and so is the job. */
interface Judged {
  row: JudgedRow;
  verdict: Verdict | null;
}

/** In their order, until `free` claims are made, or nobody of this campaign may be called for the moment (`isHeld`). */
function judgeRows(
  request: ClaimRequest,
  rules: GateRules,
  rows: readonly CandidateRow[],
  before: number,
  free: number,
): { judged: Judged[]; isHeld: boolean } {
  const { active } = rules;
  const judged: Judged[] = [];
  let taken = before;
  for (const row of rows) {
    if (taken >= free) break;
    if (row.lead_status === "deleted") {
      judged.push({ row, verdict: null });
      continue;
    }
    const now = {
      platform: active.platform + taken,
      tenant: active.tenant + taken,
      campaign: active.campaign + taken,
    };
    const verdict = request.ask(factsOf({ ...rules, active: now }, row, request.carrier));
    if (holdsAll(verdict)) return { judged, isHeld: true };
    if (verdict.allowed) taken += 1;
    judged.push({ row, verdict });
  }
  return { judged, isHeld: false };
}

type JudgedRow = Pick<CandidateRow, "id" | "tenant_id" | "lead_id" | "reason" | "attempts">;
type Claimant = Pick<ClaimRequest, "workerId" | "leaseUntil">;

/** Stores what the gate said of each job. Under the jobs' locks. */
async function writeVerdicts(
  trx: Trx,
  judged: readonly Judged[],
  now: Date,
  claimant: Claimant | null,
): Promise<void> {
  if (judged.length === 0) return;
  const jobs = judged.map((one) => jobAfter(one, now, claimant));
  // The same refusal again is no news.
  const news = judged.flatMap(({ row, verdict }, i): NewCallEvent[] =>
    verdict && !verdict.allowed && row.reason !== jobs[i]?.reason
      ? [{ tenantId: row.tenant_id, jobId: row.id, type: "gate.verdict", data: { ...verdict } }]
      : [],
  );
  // A list of values, so that Postgres knows how few they are, however many jobs there may be.
  const values = sql.join(
    jobs.map(
      (job) => sql`(${job.id}::uuid, ${job.lead_id}::uuid, ${job.status}::text, ${job.reason}::text,
        ${job.verdict ? JSON.stringify(job.verdict) : null}::jsonb, ${job.next_attempt_at}::timestamptz, ${job.claimed_by}::uuid,
        ${job.lease_until}::timestamptz, ${job.finished_at}::timestamptz, ${job.lead_status}::text)`,
    ),
  );
  const leads = jobs.some((job) => job.lead_status !== null)
    ? sql`, leads as (update talky.leads l set status = v.lead_status from judged v
        where v.lead_status is not null and l.id = v.lead_id and l.status <> 'deleted')`
    : sql``;
  const told = news.length > 0 ? appendingEvents(news) : sql`select`;
  await sql`
    with judged (id, lead_id, status, reason, verdict, next_attempt_at, claimed_by, lease_until, finished_at, lead_status)
      as (values ${values}),
    jobs as (update talky.dialer_jobs j set status = v.status, reason = v.reason, verdict = coalesce(v.verdict, j.verdict),
        next_attempt_at = v.next_attempt_at, claimed_by = v.claimed_by, lease_until = v.lease_until,
        finished_at = v.finished_at
      from judged v where j.id = v.id)
    ${leads} ${told}`.execute(trx);
}

interface JobAfter {
  id: string;
  lead_id: string;
  status: JobStatus;
  reason: JobReason | null;
  verdict: object | null;
  next_attempt_at: Date | null;
  claimed_by: string | null;
  lease_until: Date | null;
  finished_at: Date | null;
  /** null: as it is. */
  lead_status: LeadStatus | null;
}

/** What the job's row becomes: claimed, waiting, or at its end where no later moment would change the gate's no. */
function jobAfter({ row, verdict }: Judged, now: Date, claimant: Claimant | null): JobAfter {
  const job = {
    id: row.id,
    lead_id: row.lead_id,
    verdict: verdict && { ...verdict, at: now },
    next_attempt_at: null,
    claimed_by: null,
    lease_until: null,
    finished_at: null,
    lead_status: null,
  };
  if (verdict === null) return { ...job, status: "cancelled", reason: "cancelled", finished_at: now };
  if (verdict.allowed) {
    const claim = { claimed_by: claimant?.workerId ?? null, lease_until: claimant?.leaseUntil ?? null };
    return { ...job, ...claim, status: "claimed", reason: null };
  }
  const reason: JobReason | null = verdict.reason === "cap_campaign" ? "max_attempts" : verdict.reason;
  if (endsJob(verdict)) {
    const leadStatus = reason === "max_attempts" ? "done" : "blocked";
    return { ...job, status: "done", reason, finished_at: now, lead_status: leadStatus };
  }
  const status = row.attempts > 0 ? "retry_scheduled" : "pending";
  return { ...job, status, reason, next_attempt_at: verdict.lookAgainAt ?? now };
}

/** The lead was taken out of the campaign. Under the job's lock. */
export const cancelJob = (trx: Trx, row: JudgedRow, now: Date): Promise<void> =>
  writeVerdicts(trx, [{ row, verdict: null }], now, null);

/** Stores the gate's no. Under the job's lock. */
export const refuseJob = (trx: Trx, row: JudgedRow, verdict: Verdict, now: Date): Promise<void> =>
  writeVerdicts(trx, [{ row, verdict }], now, null);

/** Claimed jobs that no worker has begun to dial yet, on the whole platform. */
export async function countClaimed(db: Db): Promise<number> {
  const row = await db
    .selectFrom("dialer_jobs")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("status", "=", CLAIMED)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** The tenant's numbers have changed: who waited for one is asked about now. */
export async function wakeJobsWithoutNumber(db: Db, tenantId: string, now: Date): Promise<void> {
  await sql`update talky.dialer_jobs set next_attempt_at = ${now} where tenant_id = ${tenantId}
    and reason = 'no_caller_id' and status in (${waiting}) and next_attempt_at > ${now}`.execute(db);
}

export interface Claim {
  jobId: string;
  leaseUntil: Date;
}

/** Claims whose wake may have been lost: they should have been begun by `leasedBefore`. */
export async function waitingClaims(db: Db, leaseEndsBefore: Date): Promise<Claim[]> {
  const rows = await db
    .selectFrom("dialer_jobs")
    .select(["id", "lease_until"])
    .where("status", "=", CLAIMED)
    .where("lease_until", "<", leaseEndsBefore)
    .execute();
  return rows.flatMap((row) => (row.lease_until ? [{ jobId: row.id, leaseUntil: row.lease_until }] : []));
}

/** Whoever was to dial it does not: the job waits again. Another claim of it is left alone. */
export async function giveBackClaim(db: Db, claim: Claim, now: Date): Promise<void> {
  await db
    .updateTable("dialer_jobs")
    .set({ status: "pending", next_attempt_at: now, claimed_by: null, lease_until: null })
    .where("id", "=", claim.jobId)
    .where("status", "=", "claimed")
    .where("lease_until", "=", claim.leaseUntil)
    .execute();
}

/**
 * Claims whose lease has run out, or whose claimer is dead, were never dialled (dialling ends the claim): they wait
 * again. Returns how many.
 */
export async function releaseExpiredClaims(db: Db, now: Date): Promise<number> {
  const released = await db
    .updateTable("dialer_jobs")
    .set({ status: "pending", next_attempt_at: now, claimed_by: null, lease_until: null })
    .where("status", "=", CLAIMED)
    .where((where) =>
      where.or([
        where("lease_until", "<", now),
        where.not(
          where.exists(
            where
              .selectFrom("workers as w")
              .select("w.id")
              .whereRef("w.id", "=", "dialer_jobs.claimed_by")
              .where(isAlive("w")),
          ),
        ),
      ]),
    )
    .executeTakeFirst();
  return Number(released.numUpdatedRows);
}

import { sql } from "kysely";
import { endsJob, holdsAll, type StoredFacts, type Verdict } from "#lib/domain/dialing/gate";
import { HIGHEST_PRIORITY, URGENT_TAGS } from "#lib/domain/dialing/priority";
import { WAITING_JOB_STATUSES, type JobReason } from "#lib/domain/statuses";
import { appendCallEvents } from "./call-events.ts";
import type { Db, Trx } from "./db.ts";
import { isAlive } from "./workers.ts";
import { candidateColumns, factsOf, readGateRules, type CandidateRow } from "./gate-facts.ts";

const waiting = sql.join(WAITING_JOB_STATUSES.map((status) => sql.lit(status)));

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

/** Refusals looked at in one turn, so that a closed window does not hold the locks for long. */
const REFUSALS_A_TURN = 200;

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
    const { rows } = await sql<CandidateRow>`
      with due as materialized (
        select of.id from generate_series(${HIGHEST_PRIORITY}, 1, -1) p cross join lateral (
          select j.id from talky.dialer_jobs j where j.campaign_id = ${request.campaignId} and j.priority = p
            and j.status in (${waiting}) and j.next_attempt_at <= ${request.now}
          order by j.next_attempt_at limit ${REFUSALS_A_TURN} for update skip locked) of
        limit ${REFUSALS_A_TURN})
      select ${candidateColumns(request.now)}
      from due join talky.dialer_jobs j on j.id = due.id join talky.leads l on l.id = j.lead_id
      order by j.priority desc, j.next_attempt_at, j.id`.execute(trx);
    const claimed: string[] = [];
    let refused = 0;
    for (const row of rows) {
      if (claimed.length >= free) break;
      if (row.lead_status === "deleted") {
        await cancelJob(trx, row.id, request.now);
        continue;
      }
      const taken = claimed.length;
      const verdict = request.ask(
        factsOf(
          {
            ...rules,
            active: {
              platform: active.platform + taken,
              tenant: active.tenant + taken,
              campaign: active.campaign + taken,
            },
          },
          row,
          request.carrier,
        ),
      );
      if (holdsAll(verdict)) break;
      if (verdict.allowed) {
        await claimJob(trx, row, request, verdict);
        claimed.push(row.id);
      } else {
        await refuseJob(trx, row, verdict, request.now);
        refused += 1;
      }
    }
    return { claimed, refused };
  });
}

const verdictJson = (verdict: Verdict, at: Date): string => JSON.stringify({ ...verdict, at });

async function claimJob(trx: Trx, row: CandidateRow, request: ClaimRequest, verdict: Verdict): Promise<void> {
  await trx
    .updateTable("dialer_jobs")
    .set({
      status: "claimed",
      claimed_by: request.workerId,
      lease_until: request.leaseUntil,
      next_attempt_at: null,
      reason: null,
      verdict: verdictJson(verdict, request.now),
    })
    .where("id", "=", row.id)
    .execute();
}

/** The lead was taken out of the campaign. Under the job's lock. */
export async function cancelJob(trx: Trx, jobId: string, now: Date): Promise<void> {
  await trx
    .updateTable("dialer_jobs")
    .set({
      status: "cancelled",
      reason: "cancelled",
      next_attempt_at: null,
      claimed_by: null,
      lease_until: null,
      finished_at: now,
    })
    .where("id", "=", jobId)
    .execute();
}

/** Stores the gate's no: the job waits, or ends where no later moment would change it. Under the job's lock. */
export async function refuseJob(
  trx: Trx,
  row: Pick<CandidateRow, "id" | "tenant_id" | "lead_id" | "reason">,
  verdict: Verdict,
  now: Date,
): Promise<void> {
  const isFinal = endsJob(verdict);
  const reason: JobReason | null = verdict.reason === "cap_campaign" ? "max_attempts" : verdict.reason;
  await trx
    .updateTable("dialer_jobs")
    .set({
      status: isFinal
        ? "done"
        : sql<string>`case when attempts > 0 then 'retry_scheduled' else 'pending' end`,
      reason,
      verdict: verdictJson(verdict, now),
      next_attempt_at: isFinal ? null : (verdict.lookAgainAt ?? now),
      claimed_by: null,
      lease_until: null,
      finished_at: isFinal ? now : null,
    })
    .where("id", "=", row.id)
    .execute();
  if (isFinal) {
    await trx
      .updateTable("leads")
      .set({ status: reason === "max_attempts" ? "done" : "blocked" })
      .where("id", "=", row.lead_id)
      .where("status", "<>", "deleted")
      .execute();
  }
  // The same refusal again is no news.
  if (row.reason !== reason) {
    await appendCallEvents(trx, [
      { tenantId: row.tenant_id, jobId: row.id, type: "gate.verdict", data: { ...verdict } },
    ]);
  }
}

/** Claimed jobs that no worker has begun to dial yet, on the whole platform. */
export async function countClaimed(db: Db): Promise<number> {
  const row = await db
    .selectFrom("dialer_jobs")
    .select((select) => select.fn.countAll<number>().as("n"))
    .where("status", "=", "claimed")
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
    .where("status", "=", "claimed")
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
    .where("status", "=", "claimed")
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

import { sql } from "kysely";
import { HIGHEST_PRIORITY } from "#lib/domain/dialing/priority";
import { ACTIVE_JOB_STATUSES, WAITING_JOB_STATUSES, type CampaignStatus } from "#lib/domain/statuses";
import type { Db } from "./db.ts";

const list = (values: readonly string[]) => sql.join(values.map((value) => sql.lit(value)));
export interface CampaignRun {
  status: CampaignStatus;
  goal: string;
  /** Somebody is there to call, or an import that may bring them has not ended. */
  hasContacts: boolean;
}

/** What decides whether a campaign may be started; null: this tenant has no such campaign. */
export async function readCampaignRun(
  db: Db,
  tenantId: string,
  campaignId: string,
): Promise<CampaignRun | null> {
  const row = await db
    .selectFrom("campaigns as c")
    .select(["c.status", "c.goal"])
    .select((where) =>
      where
        .or([
          where.exists(
            where
              .selectFrom("leads")
              .select("leads.id")
              .whereRef("leads.campaign_id", "=", "c.id")
              .where("leads.status", "<>", "deleted"),
          ),
          where.exists(
            where
              .selectFrom("imports")
              .select("imports.id")
              .whereRef("imports.campaign_id", "=", "c.id")
              .where("imports.status", "in", ["queued", "running"]),
          ),
        ])
        .as("has_contacts"),
    )
    .where("c.tenant_id", "=", tenantId)
    .where("c.id", "=", campaignId)
    .where("c.deleted_at", "is", null)
    .executeTakeFirst();
  return row
    ? { status: row.status as CampaignStatus, goal: row.goal, hasContacts: Boolean(row.has_contacts) }
    : null;
}

/** Moves a campaign on from one of `from`; false when it stood elsewhere. */
export async function moveCampaign(
  db: Db,
  tenantId: string,
  campaignId: string,
  from: readonly CampaignStatus[],
  to: "running" | "paused" | "stopped",
  pauseReason: string | null = null,
): Promise<boolean> {
  const moved = await db
    .updateTable("campaigns")
    .set({
      status: to,
      pause_reason: to === "paused" ? pauseReason : null,
      started_at: sql<Date>`coalesce(started_at, now())`,
      completed_at: to === "stopped" ? sql<Date>`now()` : null,
    })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", campaignId)
    .where("deleted_at", "is", null)
    .where("status", "in", [...from])
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

/** Those of the tenant that run now, always in the same order: two that pause them all cannot block one another. */
export async function runningCampaigns(
  db: Db,
  tenantId: string,
): Promise<{ id: string; isSingleCall: boolean }[]> {
  const rows = await db
    .selectFrom("campaigns")
    .select(["id", "is_single_call"])
    .where("tenant_id", "=", tenantId)
    .where("status", "=", "running")
    .where("deleted_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ id: row.id, isSingleCall: row.is_single_call }));
}

/** Claims that were not dialled yet go back to waiting. After the campaign's row was changed, in its transaction. */
export async function releaseClaims(db: Db, tenantId: string, campaignId: string): Promise<number> {
  const released = await db
    .updateTable("dialer_jobs")
    .set({
      status: "pending",
      next_attempt_at: sql`now()`,
      claimed_by: null,
      lease_until: null,
      reason: "campaign_not_running",
    })
    .where("tenant_id", "=", tenantId)
    .where("campaign_id", "=", campaignId)
    .where("status", "=", "claimed")
    .executeTakeFirst();
  return Number(released.numUpdatedRows);
}

/** What is not dialled yet never will be. After the campaign's row was changed, in its transaction. */
export async function cancelWaitingJobs(db: Db, tenantId: string, campaignId: string): Promise<number> {
  const cancelled = await db
    .updateTable("dialer_jobs")
    .set({
      status: "cancelled",
      reason: "cancelled",
      next_attempt_at: null,
      claimed_by: null,
      lease_until: null,
      finished_at: sql`now()`,
    })
    .where("tenant_id", "=", tenantId)
    .where("campaign_id", "=", campaignId)
    .where("status", "in", ["claimed", ...WAITING_JOB_STATUSES])
    .executeTakeFirst();
  return Number(cancelled.numUpdatedRows);
}

export interface DueCampaign {
  tenantId: string;
  campaignId: string;
}

/**
 * Running campaigns with a job that is due; `withFreeSlot`: those alone that may make one more call of their own. Each
 * priority is looked up by itself, in the order of the index, which then tells at once, however many jobs wait: without
 * an order, Postgres walks through all of them for each priority that none has.
 */
export async function dueCampaigns(
  db: Db,
  now: Date,
  { withFreeSlot }: { withFreeSlot: boolean },
): Promise<DueCampaign[]> {
  const { rows } = await sql<{ id: string; tenant_id: string }>`
    select c.id, c.tenant_id from talky.campaigns c
    where c.status = 'running'
      and exists (select from generate_series(1, ${HIGHEST_PRIORITY}) p cross join lateral (
        select from talky.dialer_jobs j where j.campaign_id = c.id and j.priority = p
          and j.status in (${list(WAITING_JOB_STATUSES)}) and j.next_attempt_at <= ${now}
        order by j.next_attempt_at limit 1) due)
      and (not ${withFreeSlot}::boolean or c.max_concurrent_calls > (select count(*) from talky.dialer_jobs a
        where a.campaign_id = c.id and a.status in (${list(ACTIVE_JOB_STATUSES)})))
    order by c.tenant_id, c.id`.execute(db);
  return rows.map((row) => ({ tenantId: row.tenant_id, campaignId: row.id }));
}

/**
 * null: the campaign `c` has no job that waits. In the order of their index, so that its first row is looked at and no
 * other: a join would walk through all that wait, or all that are done.
 */
const HAS_WAITING_JOB = sql`(select true from talky.dialer_jobs j where j.campaign_id = c.id
  and j.status in (${list(WAITING_JOB_STATUSES)}) order by j.priority desc, j.next_attempt_at limit 1)`;

/** null: each pending lead of the campaign `c` has its job. Looked up only for those that are left when all else is asked. */
const HAS_LEAD_WITHOUT_JOB = sql`(select true from talky.leads l where l.campaign_id = c.id and l.status = 'pending'
  and not exists (select from talky.dialer_jobs j where j.lead_id = l.id) limit 1)`;

/** Running campaigns that would come to an end although pending leads have no job (they were added while it began). */
export async function campaignsMissingJobs(db: Db): Promise<DueCampaign[]> {
  const { rows } = await sql<{ id: string; tenant_id: string }>`
    with idle as materialized (
      select c.id, c.tenant_id from talky.campaigns c where c.status = 'running' and ${HAS_WAITING_JOB} is null)
    select c.id, c.tenant_id from idle c where ${HAS_LEAD_WITHOUT_JOB}`.execute(db);
  return rows.map((row) => ({ tenantId: row.tenant_id, campaignId: row.id }));
}

/**
 * Completes the running campaigns in which no job can become due any more and no import is under way. Waiting and active
 * jobs are asked for apart: each has an index of its own, and the finished ones are in neither.
 */
export async function completeFinishedCampaigns(db: Db): Promise<DueCampaign[]> {
  const { rows } = await sql<{ id: string; tenant_id: string }>`
    with finished as materialized (
      select c.id from talky.campaigns c where c.status = 'running'
        and ${HAS_WAITING_JOB} is null and not exists (select from talky.dialer_jobs j where j.campaign_id = c.id
          and j.status in (${list(ACTIVE_JOB_STATUSES)})))
    update talky.campaigns ended set status = 'completed', completed_at = now()
    from finished c where ended.id = c.id and ended.status = 'running'
      and not exists (select from talky.imports i where i.campaign_id = c.id and i.status in ('queued', 'running'))
      and ${HAS_LEAD_WITHOUT_JOB} is null
    returning ended.id, ended.tenant_id`.execute(db);
  return rows.map((row) => ({ tenantId: row.tenant_id, campaignId: row.id }));
}

/** Imports that were asked for some time ago and have not ended: their job may have been lost. */
export async function waitingImports(db: Db, askedBefore: Date): Promise<string[]> {
  const rows = await db
    .selectFrom("imports")
    .select("id")
    .where("status", "in", ["queued", "running"])
    .where("created_at", "<", askedBefore)
    .execute();
  return rows.map((row) => row.id);
}

/** Ends imports that were begun so long ago that no further try will help: their campaigns wait for them. Returns their ids. */
export async function giveUpImports(db: Db, begunBefore: Date, sentence: string): Promise<string[]> {
  const rows = await db
    .updateTable("imports")
    .set({ status: "failed", failure: sentence, finished_at: sql`now()` })
    .where("status", "in", ["queued", "running"])
    .where("started_at", "<", begunBefore)
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}

import { after, isoOrNull, microTime, readCursor, toPage } from "./keyset.ts";
import type { Db } from "./db.ts";
import type { Job, JobQuery } from "#lib/domain/api/job";
import type { Page } from "#lib/domain/api/page";
import type { JobReason, JobStatus } from "#lib/domain/statuses";

/** A campaign's jobs with their leads, oldest first. */
export async function listCampaignJobs(
  db: Db,
  tenantId: string,
  campaignId: string,
  query: JobQuery,
): Promise<Page<Job>> {
  const keyset = readCursor(query.cursor);
  const status = query.status;
  const jobs = db
    .selectFrom("dialer_jobs as j")
    .where("j.tenant_id", "=", tenantId)
    .where("j.campaign_id", "=", campaignId)
    .$if(status !== undefined, (qb) => qb.where("j.status", "=", status ?? ""));
  const rows = await jobs
    .innerJoin("leads as l", "l.id", "j.lead_id")
    .selectAll("j")
    .select([microTime("j.created_at").as("cursor_at"), "l.first_name", "l.last_name", "l.timezone"])
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("j.created_at", "j.id", keyset, "asc")) : qb))
    .orderBy("j.created_at")
    .orderBy("j.id")
    .limit(query.limit + 1)
    .execute();
  const total = keyset
    ? null
    : (await jobs.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n;
  return toPage(
    rows,
    query.limit,
    (row): Job => ({
      id: row.id,
      campaign_id: row.campaign_id,
      lead_id: row.lead_id,
      phone_number: row.phone_number,
      status: row.status as JobStatus,
      reason: row.reason as JobReason | null,
      next_attempt_at: isoOrNull(row.next_attempt_at),
      attempts: row.attempts,
      attempts_on_person: row.attempts_on_person,
      priority: row.priority,
      verdict: row.verdict,
      lead: {
        id: row.lead_id,
        first_name: row.first_name,
        last_name: row.last_name,
        timezone: row.timezone,
      },
      created_at: row.created_at.toISOString(),
      updated_at: row.updated_at.toISOString(),
      finished_at: isoOrNull(row.finished_at),
    }),
    total,
  );
}

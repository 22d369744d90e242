import { sql } from "kysely";
import { ACTIVE_JOB_STATUSES, WAITING_JOB_STATUSES } from "#lib/domain/statuses";
import type { Db } from "./db.ts";

const waiting = sql.join(WAITING_JOB_STATUSES.map((status) => sql.lit(status)));
const active = sql.join(ACTIVE_JOB_STATUSES.map((status) => sql.lit(status)));
/** As a contact's own schema has it. */
const MOST_TAGS = 50;

/** Holds the campaign's leads among `ids` and their jobs until the transaction ends: jobs first, as the dialer does. Their ids. */
export async function lockLeads(
  db: Db,
  tenantId: string,
  campaignId: string,
  ids: readonly string[],
): Promise<string[]> {
  const lockJobs = sql`select from talky.dialer_jobs where tenant_id = ${tenantId}::uuid
    and campaign_id = ${campaignId}::uuid and lead_id = any(${[...ids]}::uuid[]) order by id for update`;
  await lockJobs.execute(db);
  const { rows } = await sql<{ id: string }>`select id from talky.leads where tenant_id = ${tenantId}::uuid
    and campaign_id = ${campaignId}::uuid and id = any(${[...ids]}::uuid[]) and status <> 'deleted'
    order by id for update`.execute(db);
  // A start may have made jobs between the two looks.
  await lockJobs.execute(db);
  return rows.map(({ id }) => id);
}

/** The leads that did not have the tag and have it now; one with too many tags keeps those it has. */
export async function tagLeads(
  db: Db,
  tenantId: string,
  ids: readonly string[],
  tag: string,
): Promise<number> {
  const result =
    await sql`update talky.leads set tags = tags || array[${tag}]::text[] where tenant_id = ${tenantId}::uuid
    and id = any(${[...ids]}::uuid[]) and not tags @> array[${tag}]::text[]
    and cardinality(tags) < ${sql.lit(MOST_TAGS)}`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}

export async function untagLeads(
  db: Db,
  tenantId: string,
  ids: readonly string[],
  tag: string,
): Promise<number> {
  const result =
    await sql`update talky.leads set tags = array_remove(tags, ${tag}) where tenant_id = ${tenantId}::uuid
    and id = any(${[...ids]}::uuid[]) and tags @> array[${tag}]::text[]`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}

/** Soft, as one lead is deleted: those that are being called stay. How many are gone. */
export async function deleteLeads(db: Db, tenantId: string, ids: readonly string[]): Promise<number> {
  await sql`update talky.dialer_jobs set status = 'cancelled', reason = 'cancelled', next_attempt_at = null,
    finished_at = now() where tenant_id = ${tenantId}::uuid and lead_id = any(${[...ids]}::uuid[])
    and status in (${waiting})`.execute(db);
  const result = await sql`update talky.leads l set status = 'deleted' where l.tenant_id = ${tenantId}::uuid
    and l.id = any(${[...ids]}::uuid[]) and l.status <> 'deleted'
    and not exists (select from talky.dialer_jobs j where j.lead_id = l.id and j.status in (${active}))`.execute(
    db,
  );
  return Number(result.numAffectedRows ?? 0n);
}

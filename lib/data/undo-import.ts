import { sql } from "kysely";
import type { Db } from "./db.ts";
import { ACTIVE_JOB_STATUSES, type ImportStatus } from "#lib/domain/statuses";

const ACTIVE = sql.join(ACTIVE_JOB_STATUSES.map((status) => sql.lit(status)));

/** Holds the import until the transaction ends; null: there is none. */
export async function lockImport(
  db: Db,
  tenantId: string,
  id: string,
): Promise<{ campaignId: string; status: ImportStatus } | null> {
  const row = await db
    .selectFrom("imports")
    .select(["campaign_id", "status"])
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row ? { campaignId: row.campaign_id, status: row.status as ImportStatus } : null;
}

/**
 * Takes the import's waiting jobs out of the dialer's hands, so that nobody of it is called from here on, and says
 * whether somebody has been or is being called; then the caller has to roll back.
 */
export async function withdrawJobs(
  db: Db,
  tenantId: string,
  importId: string,
): Promise<{ wasCalled: boolean }> {
  await sql`
    update talky.dialer_jobs j set status = 'cancelled', reason = 'cancelled', next_attempt_at = null, finished_at = now()
    from talky.leads l where l.tenant_id = ${tenantId}::uuid and l.import_id = ${importId}::uuid and j.lead_id = l.id
      and j.tenant_id = l.tenant_id and j.status in ('pending', 'retry_scheduled')`.execute(db);
  const { rows } = await sql<{ was_called: boolean }>`
    select exists (select from talky.leads l where l.tenant_id = ${tenantId}::uuid and l.import_id = ${importId}::uuid
      and (exists (select from talky.calls c where c.lead_id = l.id)
        or exists (select from talky.dialer_jobs j where j.lead_id = l.id and j.status in (${ACTIVE})))) as was_called
  `.execute(db);
  return { wasCalled: rows[0]?.was_called ?? true };
}

/** The new leads are deleted, those that were updated get back what they had. */
export async function undoLeads(db: Db, tenantId: string, importId: string): Promise<void> {
  await sql`update talky.leads set status = 'deleted' where tenant_id = ${tenantId}::uuid
    and import_id = ${importId}::uuid and status <> 'deleted'`.execute(db);
  await sql`
    update talky.leads l set first_name = u.before ->> 'first_name', last_name = u.before ->> 'last_name',
      email = u.before ->> 'email', timezone = u.before ->> 'timezone', custom_fields = u.before -> 'custom_fields'
    from talky.import_updates u where u.tenant_id = ${tenantId}::uuid and u.import_id = ${importId}::uuid
      and l.id = u.lead_id and l.tenant_id = u.tenant_id`.execute(db);
}

export async function markUndone(db: Db, tenantId: string, id: string): Promise<void> {
  await db
    .updateTable("imports")
    .set({ status: "undone" })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .execute();
}

import { sql } from "kysely";
import type { CampaignInput } from "#lib/domain/api/campaign";
import type { JobReason } from "#lib/domain/statuses";
import { insertCampaign } from "./campaigns.ts";
import type { Db } from "./db.ts";

/** A campaign of one call: it runs from the beginning, and completes itself like any other. Returns its id. */
export async function insertSingleCall(
  db: Db,
  tenantId: string,
  createdBy: string,
  input: CampaignInput,
): Promise<string> {
  const id = await insertCampaign(db, tenantId, createdBy, input);
  await db
    .updateTable("campaigns")
    .set({ is_single_call: true, status: "running", started_at: sql<Date>`now()` })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .execute();
  return id;
}

export async function readBusinessName(db: Db, tenantId: string): Promise<string> {
  const row = await db
    .selectFrom("tenants")
    .select("business_name")
    .where("id", "=", tenantId)
    .executeTakeFirstOrThrow();
  return row.business_name;
}

/** The first call of the lead's job will have this id. */
export async function promiseCall(db: Db, tenantId: string, leadId: string, callId: string): Promise<void> {
  await db
    .updateTable("dialer_jobs")
    .set({ promised_call_id: callId })
    .where("tenant_id", "=", tenantId)
    .where("lead_id", "=", leadId)
    .execute();
}

/** The id that the job's next call must have; null: any. */
export async function promisedCallOf(db: Db, jobId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select promised_call_id as id from talky.dialer_jobs j where j.id = ${jobId} and promised_call_id is not null
      and not exists (select from talky.calls k where k.id = j.promised_call_id)`.execute(db);
  return rows[0]?.id ?? null;
}

/** What a call that was asked for and never dialled waits for, or ended by; null: nobody was promised this id. */
export async function undialledCall(
  db: Db,
  tenantId: string,
  callId: string,
): Promise<{ isOver: boolean; reason: JobReason | null } | null> {
  const row = await db
    .selectFrom("dialer_jobs")
    .select(["reason", "finished_at"])
    .where("tenant_id", "=", tenantId)
    .where("promised_call_id", "=", callId)
    .executeTakeFirst();
  return row ? { isOver: row.finished_at !== null, reason: row.reason as JobReason | null } : null;
}

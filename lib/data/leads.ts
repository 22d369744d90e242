import { type RawBuilder, sql } from "kysely";
import pg from "pg";
import type { Db } from "./db.ts";
import type { JobStatus } from "#lib/domain/statuses";

/** A person to call, normalised: the number is E.164. */
export interface NewLead {
  phone_number: string;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  timezone: string | null;
  priority: number;
  is_high_value: boolean;
  tags: string[];
  custom_fields: Record<string, unknown>;
}

/** The index that keeps a number once in a campaign, deleted leads aside. */
const NUMBER_ONCE: RawBuilder<unknown> = sql`(campaign_id, phone_number) where status <> 'deleted'`;

/** The new lead's id; null: the campaign already has the number. */
export async function insertLead(
  db: Db,
  tenantId: string,
  campaignId: string,
  lead: NewLead,
): Promise<string | null> {
  const result = await sql<{ id: string }>`
    insert into talky.leads (tenant_id, campaign_id, phone_number, first_name, last_name, email, timezone, priority,
      is_high_value, tags, custom_fields)
    values (${tenantId}, ${campaignId}, ${lead.phone_number}, ${lead.first_name}, ${lead.last_name}, ${lead.email},
      ${lead.timezone}, ${lead.priority}, ${lead.is_high_value}, ${lead.tags}, ${JSON.stringify(lead.custom_fields)})
    on conflict ${NUMBER_ONCE} do nothing returning id
  `.execute(db);
  return result.rows[0]?.id ?? null;
}

export interface InsertedLeads {
  /** Ids of leads that are new. */
  inserted: string[];
  /** Leads that were there and took the new values. */
  updated: number;
}

/**
 * One statement for a batch of distinct numbers. `onDuplicate` says what becomes of a number that the campaign has:
 * it is left alone, or takes what the file gives (an empty cell takes nothing away). `at` is the row's ISO time.
 */
export async function insertLeads(
  db: Db,
  to: { tenantId: string; campaignId: string; importId: string },
  leads: { lead: NewLead; at: string }[],
  onDuplicate: "skip" | "update",
): Promise<InsertedLeads> {
  if (leads.length === 0) return { inserted: [], updated: 0 };
  const rows = JSON.stringify(leads.map(({ lead, at }) => ({ ...lead, created_at: at })));
  const action =
    onDuplicate === "skip"
      ? sql`do nothing`
      : sql`do update set first_name = coalesce(excluded.first_name, leads.first_name),
          last_name = coalesce(excluded.last_name, leads.last_name), email = coalesce(excluded.email, leads.email),
          timezone = coalesce(excluded.timezone, leads.timezone),
          custom_fields = leads.custom_fields || excluded.custom_fields`;
  const result = await sql<{ id: string; is_new: boolean }>`
    insert into talky.leads (tenant_id, campaign_id, import_id, phone_number, first_name, last_name, email, timezone,
      priority, is_high_value, tags, custom_fields, created_at)
    select ${to.tenantId}::uuid, ${to.campaignId}::uuid, ${to.importId}::uuid, r.phone_number, r.first_name, r.last_name,
      r.email, r.timezone, r.priority, r.is_high_value,
      array(select jsonb_array_elements_text(r.tags)), r.custom_fields, r.created_at
    from jsonb_to_recordset(${rows}::jsonb) as r(phone_number text, first_name text, last_name text, email text,
      timezone text, priority int, is_high_value boolean, tags jsonb, custom_fields jsonb, created_at timestamptz)
    on conflict ${NUMBER_ONCE} ${action}
    returning id, (xmax = 0) as is_new
  `.execute(db);
  const inserted = result.rows.filter((row) => row.is_new).map((row) => row.id);
  return { inserted, updated: result.rows.length - inserted.length };
}

export type LeadChanges = Partial<NewLead>;

/** `number_taken`: another lead of the campaign has the number; nothing more can be done in this transaction. */
export async function updateLead(
  db: Db,
  tenantId: string,
  leadId: string,
  changes: LeadChanges,
): Promise<"updated" | "number_taken"> {
  const { custom_fields, phone_number, ...columns } = changes;
  if (phone_number !== undefined) {
    const taken = await db
      .selectFrom("leads as o")
      .innerJoin("leads as l", "l.campaign_id", "o.campaign_id")
      .select("o.id")
      .where("l.tenant_id", "=", tenantId)
      .where("l.id", "=", leadId)
      .where("o.id", "<>", leadId)
      .where("o.phone_number", "=", phone_number)
      .where("o.status", "<>", "deleted")
      .executeTakeFirst();
    if (taken) return "number_taken";
  }
  const update = db
    .updateTable("leads")
    .set({
      ...columns,
      ...(phone_number === undefined ? {} : { phone_number }),
      ...(custom_fields ? { custom_fields: JSON.stringify(custom_fields) } : {}),
      updated_at: sql`now()`,
    })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", leadId);
  try {
    await update.execute();
  } catch (error) {
    // Somebody else took the number since the look above; the transaction is lost with it.
    if (isNumberTaken(error)) return "number_taken";
    throw error;
  }
  return "updated";
}

function isNumberTaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.constraint === "leads_number_once";
}

export interface LockedLead {
  id: string;
  phone_number: string;
  /** Status of its job; null before the campaign's start. */
  job_status: JobStatus | null;
}

/**
 * Holds the lead and its job until the transaction ends, so that the dialer does not take it meanwhile: the job first,
 * as the dialer does, since either would else wait for the other.
 */
export async function lockLead(
  db: Db,
  tenantId: string,
  campaignId: string,
  leadId: string,
): Promise<LockedLead | null> {
  const jobBefore = await lockJobOf(db, tenantId, leadId);
  const lead = await db
    .selectFrom("leads")
    .select(["id", "phone_number"])
    .where("tenant_id", "=", tenantId)
    .where("campaign_id", "=", campaignId)
    .where("id", "=", leadId)
    .where("status", "<>", "deleted")
    .forUpdate()
    .executeTakeFirst();
  if (!lead) return null;
  // A start may have made the job between the two looks.
  return { ...lead, job_status: jobBefore ?? (await lockJobOf(db, tenantId, leadId)) };
}

async function lockJobOf(db: Db, tenantId: string, leadId: string): Promise<JobStatus | null> {
  const job = await db
    .selectFrom("dialer_jobs")
    .select("status")
    .where("tenant_id", "=", tenantId)
    .where("lead_id", "=", leadId)
    .forUpdate()
    .executeTakeFirst();
  return (job?.status as JobStatus | undefined) ?? null;
}

/** A job that still waits follows its lead; one that was dialled does not change any more. */
export async function updateWaitingJob(
  db: Db,
  tenantId: string,
  leadId: string,
  changes: { phone_number: string; priority: number },
): Promise<void> {
  await db
    .updateTable("dialer_jobs")
    .set(changes)
    .where("tenant_id", "=", tenantId)
    .where("lead_id", "=", leadId)
    .where("status", "in", ["pending", "retry_scheduled"])
    .execute();
}

/** Soft: its calls keep pointing at it. A waiting job is cancelled with it. */
export async function deleteLead(db: Db, tenantId: string, leadId: string): Promise<void> {
  await db
    .updateTable("dialer_jobs")
    .set({ status: "cancelled", reason: "cancelled", next_attempt_at: null, finished_at: sql`now()` })
    .where("tenant_id", "=", tenantId)
    .where("lead_id", "=", leadId)
    .where("status", "in", ["pending", "retry_scheduled"])
    .execute();
  await db
    .updateTable("leads")
    .set({ status: "deleted" })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", leadId)
    .execute();
}

import { type RawBuilder, sql } from "kysely";
import pg from "pg";
import type { Db } from "./db.ts";
import type { JobStatus } from "#lib/domain/statuses";

/** A person to call, normalised: the number is E.164. */
export interface NewLead {
  phone_number: string;
  /** Two letters, the kind of number, and the zones its digits point to: what the numbering plan says. */
  country: string | null;
  phone_type: string | null;
  phone_time_zones: string[];
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
export const NUMBER_ONCE: RawBuilder<unknown> = sql`(campaign_id, phone_number) where status <> 'deleted'`;

/** The new lead's id; null: the campaign already has the number. */
export async function insertLead(
  db: Db,
  tenantId: string,
  campaignId: string,
  lead: NewLead,
): Promise<string | null> {
  const result = await sql<{ id: string }>`
    insert into talky.leads (tenant_id, campaign_id, phone_number, country, phone_type, phone_time_zones, first_name,
      last_name, email, timezone, priority, is_high_value, tags, custom_fields)
    values (${tenantId}, ${campaignId}, ${lead.phone_number}, ${lead.country}, ${lead.phone_type},
      ${lead.phone_time_zones}, ${lead.first_name}, ${lead.last_name}, ${lead.email}, ${lead.timezone}, ${lead.priority}, ${lead.is_high_value}, ${lead.tags}, ${JSON.stringify(lead.custom_fields)})
    on conflict ${NUMBER_ONCE} do nothing returning id
  `.execute(db);
  return result.rows[0]?.id ?? null;
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

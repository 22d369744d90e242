import { sql } from "kysely";
import type { Db } from "./db.ts";
import { type NewLead, NUMBER_ONCE } from "./leads.ts";

export interface ImportTarget {
  tenantId: string;
  campaignId: string;
  importId: string;
}

interface WrittenLead {
  id: string;
  phone_number: string;
}

export interface WrittenLeads {
  inserted: WrittenLead[];
  /** They were there and took the new values. */
  updated: WrittenLead[];
}

/** What an update from a file changes, and an undo puts back. */
const UPDATED = ["first_name", "last_name", "email", "timezone"] as const;

/**
 * One statement for a batch of distinct numbers. `onDuplicate` says what becomes of a number that the campaign has:
 * it is left alone, or takes what the file gives (an empty cell takes nothing away), once a file. `at` is the row's ISO time.
 */
export async function insertLeads(
  db: Db,
  to: ImportTarget,
  leads: { lead: NewLead; at: string }[],
  onDuplicate: "skip" | "update",
): Promise<WrittenLeads> {
  if (leads.length === 0) return { inserted: [], updated: [] };
  const rows = JSON.stringify(leads.map(({ lead, at }) => ({ ...lead, created_at: at })));
  const given = sql`given as materialized (select * from jsonb_to_recordset(${rows}::jsonb) as r(phone_number text, country text,
    phone_type text, phone_time_zones jsonb, first_name text, last_name text, email text, timezone text, priority int, is_high_value boolean,
    tags jsonb, custom_fields jsonb, created_at timestamptz))`;
  const isFirst = sql`(leads.import_id is distinct from ${to.importId}::uuid and not exists (select from talky.import_updates u
    where u.import_id = ${to.importId}::uuid and u.lead_id = leads.id))`;
  const before = sql`before as (
    insert into talky.import_updates (tenant_id, import_id, lead_id, before)
    select leads.tenant_id, ${to.importId}::uuid, leads.id, to_jsonb(leads) from talky.leads join given using (phone_number)
    where leads.tenant_id = ${to.tenantId}::uuid and leads.campaign_id = ${to.campaignId}::uuid
      and leads.status <> 'deleted' and ${isFirst}
    on conflict do nothing)`;
  const values = sql.join(
    UPDATED.map(
      (name) => sql`${sql.id(name)} = coalesce(${sql.id("excluded", name)}, ${sql.id("leads", name)})`,
    ),
  );
  const action =
    onDuplicate === "skip"
      ? sql`do nothing`
      : sql`do update set ${values}, custom_fields = leads.custom_fields || excluded.custom_fields where ${isFirst}`;
  const result = await sql<WrittenLead & { is_new: boolean }>`
    with ${onDuplicate === "skip" ? given : sql`${given}, ${before}`}
    insert into talky.leads (tenant_id, campaign_id, import_id, phone_number, country, phone_type, phone_time_zones, first_name,
      last_name, email, timezone, priority, is_high_value, tags, custom_fields, created_at)
    select ${to.tenantId}::uuid, ${to.campaignId}::uuid, ${to.importId}::uuid, r.phone_number, r.country, r.phone_type,
      array(select jsonb_array_elements_text(r.phone_time_zones)), r.first_name, r.last_name, r.email, r.timezone, r.priority, r.is_high_value,
      array(select jsonb_array_elements_text(r.tags)), r.custom_fields, r.created_at
    from given r
    on conflict ${NUMBER_ONCE} ${action}
    returning id, phone_number, (xmax = 0) as is_new
  `.execute(db);
  const [inserted, updated] = [true, false].map((isNew) => result.rows.filter((row) => row.is_new === isNew));
  return { inserted: inserted ?? [], updated: updated ?? [] };
}

/** Those of the numbers that another campaign of the tenant has, deleted leads and campaigns aside. */
export async function numbersElsewhere(
  db: Db,
  to: Pick<ImportTarget, "tenantId" | "campaignId">,
  numbers: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ phone_number: string }>`
    select distinct l.phone_number from talky.leads l
    join talky.campaigns c on c.id = l.campaign_id and c.deleted_at is null
    where l.tenant_id = ${to.tenantId}::uuid and l.phone_number = any(${numbers}) and l.status <> 'deleted'
      and l.campaign_id <> ${to.campaignId}::uuid`.execute(db);
  return new Set(rows.map((row) => row.phone_number));
}

/** Those of the numbers that the campaign has. */
export async function numbersInCampaign(
  db: Db,
  to: Pick<ImportTarget, "tenantId" | "campaignId">,
  numbers: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ phone_number: string }>`
    select phone_number from talky.leads where tenant_id = ${to.tenantId}::uuid and campaign_id = ${to.campaignId}::uuid
      and phone_number = any(${numbers}) and status <> 'deleted'`.execute(db);
  return new Set(rows.map((row) => row.phone_number));
}

/** Those of the numbers that must not be called, by the tenant's list or the campaign's. */
export async function numbersNotToCall(
  db: Db,
  to: Pick<ImportTarget, "tenantId" | "campaignId">,
  numbers: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ phone_number: string }>`
    select phone_number from talky.dnc_entries where tenant_id = ${to.tenantId}::uuid and phone_number = any(${numbers})
      and (campaign_id is null or campaign_id = ${to.campaignId}::uuid)
    union select n from unnest(${numbers}::text[]) n where talky.is_erased(${to.tenantId}::uuid, n)`.execute(
    db,
  );
  return new Set(rows.map((row) => row.phone_number));
}

import { sql } from "kysely";
import { after, isoOrNull, microTime, readCursor, toPage } from "./keyset.ts";
import type { Db } from "./db.ts";
import { extractionFieldsSchema } from "#lib/domain/analysis/extraction-fields";
import type { Campaign, CampaignInput } from "#lib/domain/api/campaign";
import type { Page, PageQuery } from "#lib/domain/api/page";
import { callingConfigSchema, scriptConfigSchema } from "#lib/domain/settings";
import type { CampaignStatus, Purpose } from "#lib/domain/statuses";

function campaignsOf(db: Db, tenantId: string) {
  return db
    .selectFrom("campaigns as c")
    .selectAll("c")
    .select((eb) => [
      microTime("c.created_at").as("cursor_at"),
      eb
        .selectFrom("agents as a")
        .select("a.name")
        .whereRef("a.tenant_id", "=", "c.tenant_id")
        .whereRef("a.id", "=", "c.agent_id")
        .as("agent_name"),
      eb
        .selectFrom("lead_counts as n")
        .select("n.leads")
        .whereRef("n.campaign_id", "=", "c.id")
        .as("total_leads"),
      // Of the finished jobs those of deleted leads are few, and looked up.
      sql<number>`coalesce((select sum(t.jobs) from talky.job_tallies t
          where t.campaign_id = c.id and t.status in ('done', 'cancelled')), 0)::bigint
        - (select count(*) from talky.leads l join talky.dialer_jobs j on j.lead_id = l.id
          where l.campaign_id = c.id and l.status = 'deleted' and j.status in ('done', 'cancelled'))`.as(
        "leads_done",
      ),
      eb
        .selectFrom("calls as k")
        .select(eb.fn.countAll<number>().as("n"))
        .whereRef("k.campaign_id", "=", "c.id")
        .where("k.settled_at", "is", null)
        .where("k.carrier_state", "not in", ["ended", "unknown"])
        .as("calls_in_progress"),
      sql<number>`coalesce((select sum(t.goals) from talky.call_tallies t
        where t.campaign_id = c.id and t.grain = 'all'), 0)::bigint`.as("goals_achieved"),
    ])
    .where("c.tenant_id", "=", tenantId)
    .where("c.deleted_at", "is", null);
}

type CampaignRow = Awaited<ReturnType<ReturnType<typeof campaignsOf>["executeTakeFirstOrThrow"]>>;

function toCampaign(row: CampaignRow): Campaign {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    goal: row.goal,
    system_prompt: row.system_prompt,
    agent_id: row.agent_id,
    agent_name: row.agent_name,
    voice_id: row.voice_id,
    purpose: row.purpose as Purpose,
    max_concurrent_calls: row.max_concurrent_calls,
    max_attempts: row.max_attempts,
    budget_micros: row.budget_micros,
    extraction_fields: extractionFieldsSchema.parse(row.extraction_fields),
    script_config: scriptConfigSchema.parse(row.script_config),
    calling_config: callingConfigSchema.parse(row.calling_config),
    status: row.status as CampaignStatus,
    pause_reason: row.pause_reason,
    started_at: isoOrNull(row.started_at),
    completed_at: isoOrNull(row.completed_at),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    total_leads: row.total_leads ?? 0,
    leads_done: row.leads_done,
    calls_in_progress: row.calls_in_progress ?? 0,
    goals_achieved: row.goals_achieved,
  };
}

/** null: this tenant has no such campaign. */
export async function findCampaign(db: Db, tenantId: string, id: string): Promise<Campaign | null> {
  const row = await campaignsOf(db, tenantId).where("c.id", "=", id).executeTakeFirst();
  return row ? toCampaign(row) : null;
}

/** What the campaign calls for. Throws where there is none. */
export async function campaignPurpose(db: Db, tenantId: string, id: string): Promise<Purpose> {
  const row = await db
    .selectFrom("campaigns")
    .select("purpose")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return row.purpose as Purpose;
}

/** Whether the tenant has it; for those who need nothing of it. */
export async function hasCampaign(db: Db, tenantId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("campaigns")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Newest first, without those that stand for a single call. */
export async function listCampaigns(
  db: Db,
  tenantId: string,
  query: PageQuery & { status?: CampaignStatus },
): Promise<Page<Campaign>> {
  const keyset = readCursor(query.cursor);
  const status = query.status;
  const rows = await campaignsOf(db, tenantId)
    .where("c.is_single_call", "=", false)
    .$if(status !== undefined, (qb) => qb.where("c.status", "=", status ?? ""))
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("c.created_at", "c.id", keyset, "desc")) : qb))
    .orderBy("c.created_at", "desc")
    .orderBy("c.id", "desc")
    .limit(query.limit + 1)
    .execute();
  const total = keyset ? null : await countCampaigns(db, tenantId, status);
  return toPage(rows, query.limit, toCampaign, total);
}

async function countCampaigns(db: Db, tenantId: string, status: CampaignStatus | undefined): Promise<number> {
  const row = await db
    .selectFrom("campaigns")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("tenant_id", "=", tenantId)
    .where("deleted_at", "is", null)
    .where("is_single_call", "=", false)
    .$if(status !== undefined, (qb) => qb.where("status", "=", status ?? ""))
    .executeTakeFirstOrThrow();
  return row.n;
}

function toColumns(input: Partial<CampaignInput>) {
  const { script_config, calling_config, extraction_fields, ...columns } = input;
  return {
    ...columns,
    ...(extraction_fields ? { extraction_fields: JSON.stringify(extraction_fields) } : {}),
    ...(script_config ? { script_config: JSON.stringify(script_config) } : {}),
    ...(calling_config ? { calling_config: JSON.stringify(calling_config) } : {}),
  };
}

export async function insertCampaign(
  db: Db,
  tenantId: string,
  createdBy: string,
  input: CampaignInput,
): Promise<string> {
  const row = await db
    .insertInto("campaigns")
    .values({
      ...toColumns(input),
      name: input.name,
      goal: input.goal,
      tenant_id: tenantId,
      created_by: createdBy,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** False: no such campaign. */
export async function updateCampaign(
  db: Db,
  tenantId: string,
  id: string,
  changes: Partial<CampaignInput>,
): Promise<boolean> {
  const result = await db
    .updateTable("campaigns")
    .set({ ...toColumns(changes), updated_at: sql`now()` })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** False: there is none, or it is running. */
export async function deleteCampaign(db: Db, tenantId: string, id: string): Promise<boolean> {
  const result = await db
    .updateTable("campaigns")
    .set({ deleted_at: sql`now()` })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .where("status", "<>", "running")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Locks the campaign against edits until the transaction ends, so that two merges cannot lose one another. */
export async function lockCampaignForEdit(db: Db, tenantId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("campaigns")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The campaign's status, held until the transaction ends: a start that runs beside an insert of leads either waits and
 * then sees them, or is seen here. null: no such campaign.
 */
export async function holdCampaignStatus(
  db: Db,
  tenantId: string,
  id: string,
): Promise<CampaignStatus | null> {
  const row = await db
    .selectFrom("campaigns")
    .select("status")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .forShare()
    .executeTakeFirst();
  return (row?.status as CampaignStatus | undefined) ?? null;
}

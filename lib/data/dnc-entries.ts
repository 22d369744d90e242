import { sql } from "kysely";
import { after, microTime, readCursor, toPage } from "./keyset.ts";
import type { Db } from "./db.ts";
import type { DncEntry, DncQuery, DncSource } from "#lib/domain/api/dnc";
import type { Page } from "#lib/domain/api/page";

interface NewDncEntry {
  tenantId: string;
  /** null: the whole tenant. */
  campaignId: string | null;
  phoneNumber: string;
  reason: string;
  source: DncSource;
  callId?: string | null;
  createdBy?: string | null;
}

/** Puts a number on the list; false when it stood there already, which is no error. */
export async function addDncEntry(db: Db, entry: NewDncEntry): Promise<boolean> {
  const added = await db
    .insertInto("dnc_entries")
    .values({
      tenant_id: entry.tenantId,
      campaign_id: entry.campaignId,
      phone_number: entry.phoneNumber,
      reason: entry.reason,
      source: entry.source,
      call_id: entry.callId ?? null,
      created_by: entry.createdBy ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return added !== undefined;
}

function entriesOf(db: Db, tenantId: string) {
  return db
    .selectFrom("dnc_entries as d")
    .leftJoin("campaigns as c", "c.id", "d.campaign_id")
    .selectAll("d")
    .select(["c.name as campaign_name", microTime("d.created_at").as("cursor_at")])
    .where("d.tenant_id", "=", tenantId);
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entriesOf>["executeTakeFirstOrThrow"]>>;

const toEntry = (row: EntryRow): DncEntry => ({
  id: row.id,
  phone_number: row.phone_number,
  campaign: row.campaign_id === null ? null : { id: row.campaign_id, name: row.campaign_name ?? "" },
  reason: row.reason,
  source: row.source as DncSource,
  call_id: row.call_id,
  created_at: row.created_at.toISOString(),
});

/** Newest first. */
export async function listDncEntries(db: Db, tenantId: string, query: DncQuery): Promise<Page<DncEntry>> {
  const keyset = readCursor(query.cursor);
  const digits = (query.search ?? "").replaceAll(/\D/g, "");
  const rows = await entriesOf(db, tenantId)
    .$if(Boolean(query.search), (qb) => qb.where("d.phone_number", "like", `%${digits || "none"}%`))
    .$if(query.campaign_id !== undefined, (qb) => qb.where("d.campaign_id", "=", query.campaign_id ?? ""))
    .$if(query.source !== undefined, (qb) => qb.where("d.source", "=", query.source ?? ""))
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("d.created_at", "d.id", keyset, "desc")) : qb))
    .orderBy("d.created_at", "desc")
    .orderBy("d.id", "desc")
    .limit(query.limit + 1)
    .execute();
  return toPage(rows, query.limit, toEntry, null);
}

export async function findDncEntry(
  db: Db,
  tenantId: string,
  number: string,
  campaignId: string | null,
): Promise<DncEntry | null> {
  const row = await entriesOf(db, tenantId)
    .where("d.phone_number", "=", number)
    .where("d.campaign_id", campaignId === null ? "is" : "=", campaignId)
    .executeTakeFirst();
  return row ? toEntry(row) : null;
}

/** The entry that was removed; null: it was not there. */
export async function removeDncEntry(
  db: Db,
  tenantId: string,
  id: string,
): Promise<{ phone_number: string; campaign_id: string | null; source: string } | null> {
  const row = await db
    .deleteFrom("dnc_entries")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .returning(["phone_number", "campaign_id", "source"])
    .executeTakeFirst();
  return row ?? null;
}

/** Distinct numbers at once; how many are new. */
export async function addDncNumbers(
  db: Db,
  entry: Omit<NewDncEntry, "phoneNumber">,
  numbers: string[],
): Promise<number> {
  const result = await sql`
    insert into talky.dnc_entries (tenant_id, campaign_id, phone_number, reason, source, created_by)
    select ${entry.tenantId}::uuid, ${entry.campaignId}::uuid, n, ${entry.reason}, ${entry.source}, ${entry.createdBy ?? null}
    from unnest(${numbers}::text[]) as n on conflict do nothing`.execute(db);
  return Number(result.numAffectedRows ?? 0n);
}

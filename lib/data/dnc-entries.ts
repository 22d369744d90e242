import type { Db } from "./db.ts";

export type DncSource = "call" | "user" | "import" | "api";

export interface NewDncEntry {
  tenantId: string;
  /** null: the whole tenant. */
  campaignId: string | null;
  phoneNumber: string;
  reason: string;
  source: DncSource;
  callId?: string | null;
  createdBy?: string | null;
}

export interface DncEntry extends Omit<NewDncEntry, "tenantId"> {
  id: string;
  createdAt: Date;
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

/** Whether this campaign may not call this number: listed for the tenant, or for the campaign alone. */
export async function isOnDoNotCall(
  db: Db,
  tenantId: string,
  campaignId: string,
  phoneNumber: string,
): Promise<boolean> {
  const found = await db
    .selectFrom("dnc_entries")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("phone_number", "=", phoneNumber)
    .where((where) => where.or([where("campaign_id", "is", null), where("campaign_id", "=", campaignId)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Of these numbers, those that this campaign may not call; for sets, in one statement. */
export async function numbersOnDoNotCall(
  db: Db,
  tenantId: string,
  campaignId: string,
  phoneNumbers: readonly string[],
): Promise<Set<string>> {
  if (phoneNumbers.length === 0) return new Set();
  const rows = await db
    .selectFrom("dnc_entries")
    .select("phone_number")
    .where("tenant_id", "=", tenantId)
    .where("phone_number", "in", [...phoneNumbers])
    .where((where) => where.or([where("campaign_id", "is", null), where("campaign_id", "=", campaignId)]))
    .execute();
  return new Set(rows.map((row) => row.phone_number));
}

/** The tenant's list, newest first. `after`: the last entry of the page before. */
export async function listDncEntries(
  db: Db,
  tenantId: string,
  page: { limit: number; after?: { createdAt: Date; id: string } | null },
): Promise<DncEntry[]> {
  let query = db
    .selectFrom("dnc_entries")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(page.limit);
  const { after } = page;
  if (after) {
    query = query.where((where) =>
      where.or([
        where("created_at", "<", after.createdAt),
        where.and([where("created_at", "=", after.createdAt), where("id", "<", after.id)]),
      ]),
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    campaignId: row.campaign_id,
    phoneNumber: row.phone_number,
    reason: row.reason,
    source: row.source as DncSource,
    callId: row.call_id,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }));
}

/** false: this tenant has no such entry. */
export async function removeDncEntry(db: Db, tenantId: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom("dnc_entries")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

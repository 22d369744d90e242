import type { Db } from "./db.ts";

type DncSource = "call" | "user" | "import" | "api";

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

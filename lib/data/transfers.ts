import { sql } from "kysely";
import type { Db } from "./db.ts";

/** What the colleague is to hear; it must stand before the carrier is asked to connect them. */
export async function storeBriefing(
  db: Db,
  tenantId: string,
  callId: string,
  briefing: string,
): Promise<void> {
  await db
    .updateTable("calls")
    .set({ transfer_briefing: briefing })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", callId)
    .execute();
}

export interface CallTransfer {
  briefing: string | null;
  language: string;
  /** The conversation is over: the call belongs to whom it was connected to. */
  isHandedOver: boolean;
}

/** As the web process may ask; null: no such call. */
export async function callTransferOf(db: Db, callId: string): Promise<CallTransfer | null> {
  const { rows } = await sql<{ briefing: string | null; language: string; is_handed_over: boolean }>`
    select briefing, language, is_handed_over from talky.call_transfer(${callId}::uuid)`.execute(db);
  const row = rows[0];
  return row ? { briefing: row.briefing, language: row.language, isHandedOver: row.is_handed_over } : null;
}

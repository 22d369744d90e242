import { sql } from "kysely";
import type { ConversationUsage } from "#lib/domain/cost/usage";
import type { AnsweredBy, Disposition, EndedBy } from "#lib/domain/statuses";
import type { Db } from "./db.ts";

export interface SessionEnd {
  disposition: Disposition;
  answeredBy: AnsweredBy;
  endedBy: EndedBy;
  endReason: string;
  callbackAt: Date | null;
  timeToFirstWordMs: number | null;
  /** When the audio socket opened; the carrier's own `answered` may come later. null: it never did. */
  connectedAt: Date | null;
  endedAt: Date;
  /** What it took of the providers. */
  usage: ConversationUsage;
}

/**
 * Writes what a conversation came to; the first to write it wins. false: it stood already, or the call was never
 * answered.
 */
export async function endSession(
  db: Db,
  tenantId: string,
  callId: string,
  end: SessionEnd,
): Promise<boolean> {
  const written = await db
    .updateTable("calls")
    .set({
      disposition: end.disposition,
      answered_by: end.answeredBy,
      ended_by: end.endedBy,
      end_reason: end.endReason,
      callback_at: end.callbackAt,
      time_to_first_word_ms: end.timeToFirstWordMs,
      answered_at: sql<Date>`coalesce(answered_at, ${end.connectedAt}::timestamptz)`,
      session_ended_at: end.endedAt,
      usage: JSON.stringify(end.usage),
    })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", callId)
    .where("session_ended_at", "is", null)
    .where((where) => where.or([where("answered_at", "is not", null), where.val(end.connectedAt !== null)]))
    .executeTakeFirst();
  return written.numUpdatedRows > 0n;
}

/** Once: what was said is not unsaid. */
export async function recordDisclosure(db: Db, tenantId: string, callId: string, at: Date): Promise<void> {
  await db
    .updateTable("calls")
    .set({ disclosed_at: at })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", callId)
    .where("disclosed_at", "is", null)
    .execute();
}

/** The carrier's own id of a call, once an answer or an event has told it. */
export async function carrierCallIdOf(db: Db, tenantId: string, callId: string): Promise<string | null> {
  const row = await db
    .selectFrom("calls")
    .select("carrier_call_id")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", callId)
    .executeTakeFirst();
  return row?.carrier_call_id ?? null;
}

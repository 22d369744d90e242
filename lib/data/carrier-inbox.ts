import { sql } from "kysely";
import type { Db } from "./db.ts";
import { isAlive } from "./workers.ts";

export interface NewInboxEvent {
  callId: string;
  carrierCallId: string;
  /** The carrier's own word; part of the key. */
  status: string;
  at: Date;
  body: unknown;
}

/** Stores an event as the web process may: `new`, `known` (it came before) or `no_call`. */
export async function storeCarrierEvent(db: Db, event: NewInboxEvent): Promise<"new" | "known" | "no_call"> {
  const { rows } = await sql<{ stored: boolean | null }>`
    select talky.receive_carrier_event(${event.callId}::uuid, ${event.carrierCallId}, ${event.status},
      ${event.at}::timestamptz, ${JSON.stringify(event.body)}::jsonb) as stored`.execute(db);
  const stored = rows[0]?.stored ?? null;
  if (stored === null) return "no_call";
  return stored ? "new" : "known";
}

export interface CallSocket {
  workerUrl: string;
  isWorkerAlive: boolean;
  isOver: boolean;
}

/** Where a call's audio socket is; null: no such call. */
export async function callSocketOf(db: Db, callId: string): Promise<CallSocket | null> {
  const { rows } = await sql<{ worker_url: string; worker_alive: boolean; carrier_state: string }>`
    select worker_url, worker_alive, carrier_state from talky.call_socket(${callId}::uuid)`.execute(db);
  const row = rows[0];
  return row
    ? { workerUrl: row.worker_url, isWorkerAlive: row.worker_alive, isOver: row.carrier_state === "ended" }
    : null;
}

/** Calls with something in the inbox that this worker has to apply: its own, and those whose worker is dead. */
export async function callsWithOpenInbox(db: Db, workerId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("carrier_inbox as i")
    .innerJoin("calls as c", "c.id", "i.call_id")
    .leftJoin("workers as w", "w.id", "c.worker_id")
    .select("i.call_id")
    .distinct()
    .where("i.applied_at", "is", null)
    .where((where) =>
      where.or([where("c.worker_id", "=", workerId), where("w.id", "is", null), where.not(isAlive("w"))]),
    )
    .limit(limit)
    .execute();
  return rows.map((row) => row.call_id);
}

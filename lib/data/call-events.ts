import { sql } from "kysely";
import type { Db } from "./db.ts";

export interface NewCallEvent {
  tenantId: string;
  jobId?: string | null;
  callId?: string | null;
  /** `gate.verdict`, `carrier.request`, `carrier.event`, `session.state`, `turn.*`, `tool.*`, `provider.failover`, `transfer.*`, `line.*`, `opt_out`, `settle`. */
  type: string;
  data?: Record<string, unknown>;
  at?: Date;
}

/** Appends to the audit trail of a job and its calls. */
export async function appendCallEvents(db: Db, events: readonly NewCallEvent[]): Promise<void> {
  if (events.length > 0) await appendingEvents(events).execute(db);
}

/** The statement that does it, however many they are: it can stand at the end of a `with`. */
export const appendingEvents = (events: readonly NewCallEvent[]) => sql`
  insert into talky.call_events (tenant_id, job_id, call_id, type, data, at)
  select e.tenant_id, e.job_id, e.call_id, e.type, e.data, coalesce(e.at, clock_timestamp())
  from jsonb_to_recordset(${JSON.stringify(events.map(asRow))}::jsonb)
    as e (tenant_id uuid, job_id uuid, call_id uuid, type text, data jsonb, at timestamptz)`;

const asRow = ({ tenantId, jobId, callId, type, data, at }: NewCallEvent) => ({
  tenant_id: tenantId,
  job_id: jobId ?? null,
  call_id: callId ?? null,
  type,
  data: data ?? {},
  at: at ?? null,
});

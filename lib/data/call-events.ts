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
export async function appendCallEvents(db: Db, events: NewCallEvent[]): Promise<void> {
  if (events.length === 0) return;
  await db
    .insertInto("call_events")
    .values(
      events.map((e) => ({
        tenant_id: e.tenantId,
        job_id: e.jobId ?? null,
        call_id: e.callId ?? null,
        type: e.type,
        data: JSON.stringify(e.data ?? {}),
        ...(e.at ? { at: e.at } : {}),
      })),
    )
    .execute();
}

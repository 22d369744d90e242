import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Whoever started the campaign: its calls' traces point there. */
export async function noteCampaignTrace(
  db: Db,
  tenantId: string,
  campaignId: string,
  traceparent: string,
): Promise<void> {
  await db
    .updateTable("campaigns")
    .set({ traceparent })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", campaignId)
    .execute();
}

/** Whoever asked for this very call: its trace goes on there. */
export async function noteJobTrace(
  db: Db,
  tenantId: string,
  leadId: string,
  traceparent: string,
): Promise<void> {
  await db
    .updateTable("dialer_jobs")
    .set({ traceparent })
    .where("tenant_id", "=", tenantId)
    .where("lead_id", "=", leadId)
    .execute();
}

/** Where the next call of a job goes on; null: in a trace of its own. */
export async function traceOfJob(db: Db, jobId: string): Promise<string | null> {
  const row = await db
    .selectFrom("dialer_jobs")
    .select("traceparent")
    .where("id", "=", jobId)
    .executeTakeFirst();
  return row?.traceparent ?? null;
}

export interface CallTraceRow {
  place: string;
  parent: string | null;
  /** Of the campaign's start. */
  startedBy: string | null;
  requestedAt: Date;
}

/** A call's own place, for whoever settles it; null: it is not traced. */
export async function traceOfCall(db: Db, callId: string): Promise<CallTraceRow | null> {
  const row = await db
    .selectFrom("calls as k")
    .innerJoin("dialer_jobs as j", "j.id", "k.job_id")
    .innerJoin("campaigns as c", "c.id", "k.campaign_id")
    .select(["k.traceparent as place", "k.requested_at"])
    .select(["j.traceparent as parent", "c.traceparent as started_by"])
    .where("k.id", "=", callId)
    .executeTakeFirst();
  if (!row || row.place === null) return null;
  const isPartOf = row.parent !== null && row.parent.slice(3, 35) === row.place.slice(3, 35);
  return {
    place: row.place,
    parent: isPartOf ? row.parent : null,
    startedBy: row.started_by,
    requestedAt: row.requested_at,
  };
}

/** The same for the web process, which may ask nothing else of a call that a carrier speaks of. */
export async function traceparentOfCall(db: Db, callId: string): Promise<string | null> {
  const { rows } = await sql<{ traceparent: string | null }>`
    select talky.call_traceparent(${callId}::uuid) as traceparent`.execute(db);
  return rows[0]?.traceparent ?? null;
}

import { sql } from "kysely";
import { retryRowOf } from "#lib/domain/dialing/retry";
import { type Disposition, WAITING_JOB_STATUSES } from "#lib/domain/statuses";
import { appendCallEvents } from "./call-events.ts";
import type { Trx } from "./db.ts";
import { addDncEntry } from "./dnc-entries.ts";

export interface Correction {
  tenantId: string;
  callId: string;
  disposition: Disposition;
  reason: string;
  /** `user:<id>`, `api_key:<id>`. */
  by: string;
  now: Date;
}

export interface Corrected {
  campaignId: string;
  former: Disposition;
}

/**
 * Writes what a call really came to. Whoever opted out is on the do-not-call list at once, and stays there whatever is
 * corrected later; a job whose matter is closed by it is not called again. null: it is not over, nobody answered it, or it
 * came to this already.
 */
export async function correctDisposition(trx: Trx, correction: Correction): Promise<Corrected | null> {
  const { tenantId, callId, disposition, reason, by, now } = correction;
  const call = await trx
    .selectFrom("calls")
    .select(["campaign_id", "job_id", "lead_id", "phone_number", "disposition", "original_disposition"])
    .where("tenant_id", "=", tenantId)
    .where("id", "=", callId)
    .where("settled_at", "is not", null)
    .where("disposition", "is not", null)
    .where("disposition", "<>", disposition)
    .forUpdate()
    .executeTakeFirst();
  if (!call?.disposition) return null;
  const original = call.original_disposition ?? call.disposition;
  const isBack = original === disposition;
  await trx
    .updateTable("calls")
    .set({
      disposition,
      original_disposition: isBack ? null : original,
      corrected_at: isBack ? null : now,
      corrected_by: isBack ? null : by,
      correction_reason: isBack ? null : reason,
    })
    .where("id", "=", callId)
    .execute();
  if (disposition === "opted_out") {
    await addDncEntry(trx, {
      tenantId,
      campaignId: null,
      phoneNumber: call.phone_number,
      reason: "Asked for it in a call, as it was corrected",
      source: by.startsWith("api_key:") ? "api" : "user",
      callId,
      createdBy: by,
    });
  }
  if (retryRowOf("answered", disposition) === null) {
    await closeJob(trx, call.job_id, call.lead_id, disposition, now);
  }
  await appendCallEvents(trx, [
    {
      tenantId,
      jobId: call.job_id,
      callId,
      type: "disposition.corrected",
      data: { from: call.disposition, to: disposition, reason, by },
    },
  ]);
  return { campaignId: call.campaign_id, former: call.disposition as Disposition };
}

/** Only while it waits: what is being dialled now is looked at by the gate, and by its own end. */
async function closeJob(
  trx: Trx,
  jobId: string,
  leadId: string,
  disposition: Disposition,
  now: Date,
): Promise<void> {
  const closed = await trx
    .updateTable("dialer_jobs")
    .set({
      status: "done",
      reason: disposition === "opted_out" ? "opted_out" : "outcome_final",
      next_attempt_at: null,
      finished_at: now,
      lease_until: null,
      claimed_by: null,
    })
    .where("id", "=", jobId)
    .where("status", "in", [...WAITING_JOB_STATUSES])
    .executeTakeFirst();
  if (closed.numUpdatedRows === 0n) return;
  await trx
    .updateTable("leads")
    .set({ status: "done" })
    .where("id", "=", leadId)
    .where("status", "<>", "deleted")
    .execute();
}

/** Who corrected it, by name; a key by its own. */
export const correctorName = sql<string | null>`coalesce(
  (select u.name from talky.user_profiles u where 'user:' || u.id = k.corrected_by and u.tenant_id = k.tenant_id),
  (select a.name from talky.api_keys a where 'api_key:' || a.id = k.corrected_by and a.tenant_id = k.tenant_id))`;

import { sql } from "kysely";
import { capDayOf } from "#lib/domain/dialing/caller-id";
import type { JobReason } from "#lib/domain/statuses";
import { appendCallEvents } from "./call-events.ts";
import type { Db } from "./db.ts";
import { takeBackCallFrom } from "./phone-numbers.ts";

export interface UndoneDispatch {
  tenantId: string;
  jobId: string;
  failures: number;
}

export interface WayBack {
  /** null: the job ends with this reason. */
  nextAttemptAt: Date | null;
  reason: JobReason | null;
}

/**
 * The carrier did not take the request: what never reached it is no call, so its row goes and the job waits again.
 * `isFailure` counts it among the failures before ringing. null: an event has come meanwhile, so it is a call after all.
 */
export async function undoDispatch(
  db: Db,
  callId: string,
  isFailure: boolean,
  wayBack: (failures: number) => WayBack,
  now: Date,
  fault: string,
): Promise<UndoneDispatch | null> {
  return db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom("calls")
      .select("campaign_id")
      .where("id", "=", callId)
      .executeTakeFirst();
    if (!known) return null;
    const campaign = await trx
      .selectFrom("campaigns")
      .select("status")
      .where("id", "=", known.campaign_id)
      .forShare()
      .executeTakeFirstOrThrow();
    const call = await trx
      .deleteFrom("calls")
      .where("id", "=", callId)
      .where("carrier_state", "=", "requested")
      .where("carrier_call_id", "is", null)
      .where("settled_at", "is", null)
      .returning(["job_id", "tenant_id", "lead_id", "from_number", "requested_at"])
      .executeTakeFirst();
    if (!call) return null;
    await takeBackCallFrom(trx, call.tenant_id, call.from_number, capDayOf(call.requested_at));
    const job = await trx
      .updateTable("dialer_jobs")
      .set({ failures: isFailure ? sql<number>`failures + 1` : sql<number>`failures` })
      .where("id", "=", call.job_id)
      .returning(["id", "failures", "attempts"])
      .executeTakeFirstOrThrow();
    const isStopped = campaign.status === "stopped";
    const back: WayBack = isStopped ? { nextAttemptAt: null, reason: "cancelled" } : wayBack(job.failures);
    const isFinal = back.nextAttemptAt === null;
    const waits = isFailure || job.attempts > 0 ? "retry_scheduled" : "pending";
    await trx
      .updateTable("dialer_jobs")
      .set({
        status: isStopped ? "cancelled" : isFinal ? "done" : waits,
        reason: back.reason,
        next_attempt_at: back.nextAttemptAt,
        claimed_by: null,
        finished_at: isFinal ? now : null,
      })
      .where("id", "=", job.id)
      .where("status", "=", "dialing")
      .execute();
    await trx
      .updateTable("leads")
      .set({ status: isFinal ? "done" : job.attempts > 0 ? "in_progress" : "pending" })
      .where("id", "=", call.lead_id)
      .where("status", "<>", "deleted")
      .execute();
    await appendCallEvents(trx, [
      { tenantId: call.tenant_id, jobId: job.id, type: "carrier.refused", data: { fault, ...back } },
    ]);
    return { tenantId: call.tenant_id, jobId: job.id, failures: job.failures };
  });
}

import { type GateReason, WAITING_JOB_STATUSES } from "#lib/domain/statuses";
import type { Db } from "./db.ts";

/**
 * Jobs that wait since the gate refused them for one of these reasons are asked about now: what it refused them by has
 * changed, and the time at which it was to be asked again may be days away. Those that wait for a retry go on waiting. All of
 * the tenant's, or those of a campaign or a lead.
 */
export async function askAgain(
  db: Db,
  { tenantId, campaignId, leadId }: { tenantId: string; campaignId?: string; leadId?: string },
  reasons: readonly GateReason[],
  now: Date,
): Promise<void> {
  await db
    .updateTable("dialer_jobs")
    .set({ next_attempt_at: now })
    .where("tenant_id", "=", tenantId)
    .where((job) => {
      if (leadId !== undefined) return job("lead_id", "=", leadId);
      if (campaignId !== undefined) return job("campaign_id", "=", campaignId);
      // Campaign by campaign, so that the index finds them among everybody's.
      const campaigns = job.selectFrom("campaigns").select("campaigns.id");
      return job("campaign_id", "in", campaigns.where("campaigns.tenant_id", "=", tenantId));
    })
    .where("reason", "in", [...reasons])
    .where("status", "in", [...WAITING_JOB_STATUSES])
    .where("next_attempt_at", ">", now)
    .execute();
}

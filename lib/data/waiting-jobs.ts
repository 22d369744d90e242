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
    .$if(campaignId !== undefined, (qb) => qb.where("campaign_id", "=", campaignId ?? ""))
    .$if(leadId !== undefined, (qb) => qb.where("lead_id", "=", leadId ?? ""))
    // Campaign by campaign, so that the index finds them among everybody's.
    .$if(campaignId === undefined && leadId === undefined, (qb) =>
      qb.where("campaign_id", "in", (of) =>
        of.selectFrom("campaigns").select("campaigns.id").where("campaigns.tenant_id", "=", tenantId),
      ),
    )
    .where("reason", "in", [...reasons])
    .where("status", "in", [...WAITING_JOB_STATUSES])
    .where("next_attempt_at", ">", now)
    .execute();
}

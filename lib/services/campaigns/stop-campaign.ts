import { cancelWaitingJobs } from "#lib/data/campaign-run";
import type { CampaignStatus } from "#lib/domain/statuses";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { moveOrFind } from "./move-campaign.ts";

const STOPPABLE: readonly CampaignStatus[] = ["running", "paused", "scheduled"];

/**
 * Stops a campaign for good: what is not dialled yet is cancelled, calls in progress end by themselves. Stopping what is
 * stopped changes nothing. Returns the campaign's id. Throws `not_found`, `conflict`.
 */
export async function stopCampaign(ctx: UserContext, campaignId: string): Promise<string> {
  await asUser(ctx, "campaigns.run", async (trx, tenantId) => {
    const isFirst = await moveOrFind(trx, tenantId, campaignId, STOPPABLE, "stopped", (status) => {
      return `This campaign is ${status}: there is nothing to stop.`;
    });
    if (!isFirst) return;
    const cancelled = await cancelWaitingJobs(trx, tenantId, campaignId);
    await auditUser(ctx, trx, {
      action: "campaign.stop",
      subjectType: "campaign",
      subjectId: campaignId,
      data: { cancelled },
    });
  });
  await ctx.live.publish({ type: "campaign.changed", campaignId });
  return campaignId;
}

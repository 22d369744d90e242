import { cancelWaitingJobs, moveCampaign, readCampaignRun } from "#lib/data/campaign-run";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/**
 * Stops a campaign for good: what is not dialled yet is cancelled, calls in progress end by themselves. Stopping what is
 * stopped changes nothing. Returns the campaign's id. Throws `not_found`, `conflict`.
 */
export async function stopCampaign(ctx: UserContext, campaignId: string): Promise<string> {
  await asUser(ctx, async (trx, tenantId) => {
    const run = await readCampaignRun(trx, tenantId, campaignId);
    if (!run) throw missing("campaign");
    if (run.status === "stopped") return;
    if (!(await moveCampaign(trx, tenantId, campaignId, ["running", "paused", "scheduled"], "stopped"))) {
      throw new AppError("conflict", {
        publicMessage: `This campaign is ${run.status}: there is nothing to stop.`,
      });
    }
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

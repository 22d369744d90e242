import { moveCampaign, readCampaignRun } from "#lib/data/campaign-run";
import { ensureJobsForLeads } from "#lib/data/dialer-jobs";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";

/**
 * Lets a paused campaign go on, with the leads that were added meanwhile. Resuming what runs changes nothing. Returns the
 * campaign's id. Throws `not_found`, `conflict`.
 */
export async function resumeCampaign(ctx: UserContext, campaignId: string): Promise<string> {
  await asUser(ctx, async (trx, tenantId) => {
    const run = await readCampaignRun(trx, tenantId, campaignId);
    if (!run) throw missing("campaign");
    if (run.status === "running") return;
    if (!(await moveCampaign(trx, tenantId, campaignId, ["paused"], "running"))) {
      throw new AppError("conflict", {
        publicMessage: `This campaign is ${run.status}: only a paused one can be resumed.`,
      });
    }
    await ensureJobsForLeads(trx, tenantId, campaignId);
    await auditUser(ctx, trx, { action: "campaign.resume", subjectType: "campaign", subjectId: campaignId });
  });
  await ctx.live.publish({ type: "campaign.changed", campaignId });
  await wakeDialer(ctx);
  return campaignId;
}

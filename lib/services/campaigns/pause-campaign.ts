import { moveCampaign, readCampaignRun, releaseClaims } from "#lib/data/campaign-run";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/**
 * Pauses a running campaign: nothing is asked of the carrier any more, calls in progress go on. Pausing what is paused
 * changes nothing. Returns the campaign's id. Throws `not_found`, `conflict`.
 */
export async function pauseCampaign(ctx: UserContext, campaignId: string): Promise<string> {
  await asUser(ctx, async (trx, tenantId) => {
    const run = await readCampaignRun(trx, tenantId, campaignId);
    if (!run) throw missing("campaign");
    if (run.status === "paused") return;
    if (!(await moveCampaign(trx, tenantId, campaignId, ["running"], "paused"))) {
      throw new AppError("conflict", {
        publicMessage: `This campaign is ${run.status}: only a running one can be paused.`,
      });
    }
    await releaseClaims(trx, tenantId, campaignId);
    await auditUser(ctx, trx, { action: "campaign.pause", subjectType: "campaign", subjectId: campaignId });
  });
  await ctx.live.publish({ type: "campaign.changed", campaignId });
  return campaignId;
}

import { releaseClaims } from "#lib/data/campaign-run";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { moveOrFind } from "./move-campaign.ts";

/**
 * Pauses a running campaign: nothing is asked of the carrier any more, calls in progress go on. Pausing what is paused
 * changes nothing. Returns the campaign's id. Throws `not_found`, `conflict`.
 */
export async function pauseCampaign(ctx: UserContext, campaignId: string): Promise<string> {
  await asUser(ctx, "campaigns.run", async (trx, tenantId) => {
    const isFirst = await moveOrFind(trx, tenantId, campaignId, ["running"], "paused", (status) => {
      return `This campaign is ${status}: only a running one can be paused.`;
    });
    if (!isFirst) return;
    await releaseClaims(trx, tenantId, campaignId);
    await auditUser(ctx, trx, { action: "campaign.pause", subjectType: "campaign", subjectId: campaignId });
  });
  await ctx.live.publish({ type: "campaign.changed", campaignId });
  return campaignId;
}

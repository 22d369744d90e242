import { ensureJobsForLeads } from "#lib/data/dialer-jobs";
import { noteCampaignTrace } from "#lib/data/traces";
import { requireCampaignAgent } from "../agents/usable-agent.ts";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { wakeDialer } from "../wake-dialer.ts";
import { moveOrFind } from "./move-campaign.ts";

/**
 * Lets a paused campaign go on, with the leads that were added meanwhile. Resuming what runs changes nothing. Returns the
 * campaign's id. Throws `not_found`, `conflict`, `invalid` for an agent that may not call.
 */
export async function resumeCampaign(ctx: UserContext, campaignId: string): Promise<string> {
  await asUser(ctx, "campaigns.run", async (trx, tenantId) => {
    await requireCampaignAgent(trx, tenantId, campaignId);
    const isFirst = await moveOrFind(trx, tenantId, campaignId, ["paused"], "running", (status) => {
      return `This campaign is ${status}: only a paused one can be resumed.`;
    });
    if (!isFirst) return;
    if (ctx.traceparent) await noteCampaignTrace(trx, tenantId, campaignId, ctx.traceparent);
    await ensureJobsForLeads(trx, tenantId, campaignId);
    await auditUser(ctx, trx, { action: "campaign.resume", subjectType: "campaign", subjectId: campaignId });
  });
  await ctx.live.publish({ type: "campaign.changed", campaignId });
  await wakeDialer(ctx);
  return campaignId;
}

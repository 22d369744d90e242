import { cancelWaitingJobs, moveCampaign, releaseClaims, runningCampaigns } from "#lib/data/campaign-run";
import type { PausedCampaigns } from "#lib/domain/api/campaign";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Why a campaign stands still that nobody has paused by itself. */
const REASON = "all_paused";

/**
 * Pauses every running campaign of the business: nobody is dialled any more, calls in progress go on to their end. Each is
 * resumed by itself. Single calls that were not dialled yet are cancelled: nobody could resume them.
 */
export async function pauseAllCampaigns(ctx: UserContext): Promise<PausedCampaigns> {
  const paused = await asUser(ctx, "campaigns.run", async (trx, tenantId) => {
    const done: string[] = [];
    for (const { id, isSingleCall } of await runningCampaigns(trx, tenantId)) {
      const to = isSingleCall ? "stopped" : "paused";
      if (!(await moveCampaign(trx, tenantId, id, ["running"], to, REASON))) continue;
      await (isSingleCall ? cancelWaitingJobs : releaseClaims)(trx, tenantId, id);
      done.push(id);
    }
    const data = { campaigns: done };
    if (done.length > 0)
      await auditUser(ctx, trx, { action: "campaigns.pause_all", subjectType: "tenant", data });
    return done;
  });
  for (const campaignId of paused) await ctx.live.publish({ type: "campaign.changed", campaignId });
  return { paused: paused.length };
}

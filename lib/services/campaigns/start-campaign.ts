import { readCampaignRun } from "#lib/data/campaign-run";
import { ensureJobsForLeads } from "#lib/data/dialer-jobs";
import { noteCampaignTrace } from "#lib/data/traces";
import { canStartCampaign } from "#lib/domain/statuses";
import { AppError } from "#lib/errors/app-error";
import { requireCampaignAgent } from "../agents/usable-agent.ts";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";
import { moveOrFind } from "./move-campaign.ts";

/**
 * Starts a campaign: one job a pending lead, made in one statement. Starting what runs already changes nothing. Returns
 * the campaign's id. Throws `not_found`, `invalid` (no goal, no contacts, an agent that may
 * not call), `conflict` (it is paused or over).
 */
export async function startCampaign(ctx: UserContext, campaignId: string): Promise<string> {
  const hasStarted = await asUser(ctx, "campaigns.run", async (trx, tenantId) => {
    const run = await readCampaignRun(trx, tenantId, campaignId);
    if (!run) throw missing("campaign");
    if (canStartCampaign(run.status) && run.goal.trim() === "") {
      throw new AppError("invalid", {
        publicMessage: "Say what the calls are for before you start: the campaign has no goal.",
        fields: [{ path: "goal", message: "Write the goal of the calls." }],
      });
    }
    if (canStartCampaign(run.status) && !run.hasContacts) {
      throw new AppError("invalid", {
        publicMessage: "Add contacts or import a CSV file before you start: the campaign has nobody to call.",
      });
    }
    if (canStartCampaign(run.status)) await requireCampaignAgent(trx, tenantId, campaignId);
    const isFirst = await moveOrFind(trx, tenantId, campaignId, ["draft", "scheduled"], "running", (status) =>
      status === "paused"
        ? "This campaign is paused: resume it instead."
        : `This campaign is ${status}: make a new one to call again.`,
    );
    if (!isFirst) return false;
    if (ctx.traceparent) await noteCampaignTrace(trx, tenantId, campaignId, ctx.traceparent);
    const jobs = await ensureJobsForLeads(trx, tenantId, campaignId);
    await auditUser(ctx, trx, {
      action: "campaign.start",
      subjectType: "campaign",
      subjectId: campaignId,
      data: { jobs },
    });
    return true;
  });
  if (hasStarted) await ctx.live.publish({ type: "campaign.changed", campaignId });
  await wakeDialer(ctx);
  return campaignId;
}

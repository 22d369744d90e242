import { appendAudit } from "#lib/data/audit-log";
import { moveCampaign, releaseClaims } from "#lib/data/campaign-run";
import type { DialerContext } from "./dialer-context.ts";

/** Going on would only fail again: the campaign waits for somebody to mend what `reason` names. */
export async function pauseByItself(
  ctx: DialerContext,
  { tenantId, campaignId }: { tenantId: string; campaignId: string },
  reason: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const isPaused = await ctx.db.transaction().execute(async (trx) => {
    if (!(await moveCampaign(trx, tenantId, campaignId, ["running"], "paused", reason))) return false;
    await releaseClaims(trx, tenantId, campaignId);
    await appendAudit(trx, {
      tenantId,
      actor: "system:dialer",
      action: "campaign.pause",
      subjectType: "campaign",
      subjectId: campaignId,
      data: { reason, ...details },
    });
    return true;
  });
  if (!isPaused) return;
  ctx.log.error({ campaignId, reason }, "a campaign was paused");
  await ctx.live.publish({ type: "campaign.changed", campaignId });
}

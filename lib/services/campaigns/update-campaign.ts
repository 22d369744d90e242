import { findCampaign, lockCampaignForEdit, updateCampaign as write } from "#lib/data/campaigns";
import { askAgain } from "#lib/data/waiting-jobs";
import { type Campaign, campaignConfigsSchema, type CampaignPatch } from "#lib/domain/api/campaign";
import { issueSentence } from "#lib/domain/api/issue-sentence";
import { BY_HOURS } from "#lib/domain/dialing/lasting-refusals";
import { requireUsableAgent } from "../agents/usable-agent.ts";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";
import { checkHours, hasSameHours } from "./calling-hours.ts";
import { checkTransferNumber } from "./transfer-number.ts";

/** Key by key: null takes a key away, so that its default holds again. */
function merged(stored: object, patch: Record<string, unknown> | undefined): Record<string, unknown> {
  const entries = Object.entries({ ...stored, ...patch }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries);
}

/**
 * Changes what is given and leaves the rest. In a running campaign it holds for jobs that are not dispatched yet; those that
 * wait for the former hours are asked about anew.
 * Throws `not_found`, `invalid`, and ZodError when the merged settings are wrong.
 */
export async function updateCampaign(ctx: UserContext, id: string, patch: CampaignPatch): Promise<Campaign> {
  const { campaign, hasNewHours } = await asUser(ctx, "campaigns.change", async (trx, tenantId) => {
    const isThere = await lockCampaignForEdit(trx, tenantId, id);
    const before = isThere ? await findCampaign(trx, tenantId, id) : null;
    if (!before) throw missing("campaign");
    if (patch.agent_id && patch.agent_id !== before.agent_id) {
      await requireUsableAgent(trx, tenantId, patch.agent_id);
    }
    const given = {
      script_config: merged(before.script_config, patch.script_config),
      calling_config: merged(before.calling_config, patch.calling_config),
    };
    const configs = campaignConfigsSchema.parse(given, { error: issueSentence });
    checkTransferNumber(configs.script_config);
    if (patch.calling_config !== undefined) checkHours(configs.calling_config);
    await write(trx, tenantId, id, { ...patch, ...configs });
    const hasNewHours = !hasSameHours(configs.calling_config, before.calling_config);
    if (hasNewHours) await askAgain(trx, { tenantId, campaignId: id }, BY_HOURS, ctx.now());
    await auditUser(ctx, trx, {
      action: "campaign.update",
      subjectType: "campaign",
      subjectId: id,
      data: { fields: Object.keys(patch) },
    });
    const after = await findCampaign(trx, tenantId, id);
    if (!after) throw missing("campaign");
    return { campaign: after, hasNewHours };
  });
  if (hasNewHours) await wakeDialer(ctx);
  return campaign;
}

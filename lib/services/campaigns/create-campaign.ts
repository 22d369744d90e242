import { findCampaign, insertCampaign } from "#lib/data/campaigns";
import { type Campaign, type CampaignInput, campaignSchema } from "#lib/domain/api/campaign";
import { requireUsableAgent } from "../agents/usable-agent.ts";
import { auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { asUserOnce } from "../once.ts";
import { checkHours } from "./calling-hours.ts";
import { checkTransferNumber } from "./transfer-number.ts";

/** A new draft. Throws `invalid` for an agent that the tenant does not have or has switched off, a wrong number to connect to, or hours that never come. */
export async function createCampaign(ctx: UserContext, input: CampaignInput): Promise<Campaign> {
  checkTransferNumber(input.script_config);
  checkHours(input.calling_config);
  return asUserOnce(
    ctx,
    "campaigns.change",
    { asked: { campaign: input }, answer: campaignSchema },
    async (trx, tenantId) => {
      if (input.agent_id !== null) await requireUsableAgent(trx, tenantId, input.agent_id);
      const id = await insertCampaign(trx, tenantId, callerId(ctx), input);
      await auditUser(ctx, trx, { action: "campaign.create", subjectType: "campaign", subjectId: id });
      const campaign = await findCampaign(trx, tenantId, id);
      if (!campaign) throw missing("campaign");
      return campaign;
    },
  );
}

import { defaultDisclosure } from "#lib/domain/conversation/disclosure";
import { scriptConfigSchema } from "#lib/domain/settings";
import { listAgents } from "#lib/services/agents/list-agents";
import type { UserContext } from "#lib/services/context";
import type { CampaignFormChoices } from "@/components/campaigns/campaign-form-values";

const TIME_ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** What the campaign form lets choose. */
export async function campaignFormChoices(
  ctx: UserContext,
  companyName: string,
): Promise<CampaignFormChoices> {
  const agents = await listAgents(ctx, { is_active: true, limit: 200 });
  return {
    agents: agents.items.map(({ id, name }) => ({ id, name })),
    agentName: scriptConfigSchema.parse({}).agent_name,
    timeZones: TIME_ZONES,
    disclosure: defaultDisclosure("en", companyName).replace("{{company_name}}", companyName),
  };
}

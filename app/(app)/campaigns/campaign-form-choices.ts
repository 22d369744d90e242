import { defaultDisclosure } from "#lib/domain/conversation/disclosure";
import { scriptConfigSchema } from "#lib/domain/settings";
import { listAgents } from "#lib/services/agents/list-agents";
import type { UserContext } from "#lib/services/context";
import { voiceSamplePrefix } from "@/app/_client/agent-queries";
import { offeredVoices } from "@/app/_server/offered-voices";
import type { CampaignFormChoices } from "@/components/campaigns/campaign-form-values";

const TIME_ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

/** What the campaign form lets choose. */
export async function campaignFormChoices(
  ctx: UserContext,
  companyName: string,
): Promise<CampaignFormChoices> {
  const [agents, voices] = await Promise.all([
    listAgents(ctx, { is_active: true, limit: 200 }),
    offeredVoices(),
  ]);
  return {
    agents: agents.items.map(({ id, name }) => ({ id, name })),
    voices: voices.map(({ id, name, language, description }) => ({ id, name, language, description })),
    voiceSamplePrefix: voiceSamplePrefix("en"),
    agentName: scriptConfigSchema.parse({}).agent_name,
    timeZones: TIME_ZONES,
    disclosure: defaultDisclosure("en", companyName).replace("{{company_name}}", companyName),
  };
}

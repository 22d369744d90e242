import { findAgent } from "#lib/data/agents";
import type { Trx } from "#lib/data/db";
import type { Campaign } from "#lib/domain/api/campaign";
import { type Placeholder, placeholdersOf } from "#lib/domain/conversation/placeholders";

/** The variables that a call of the campaign may speak: of its own texts, and of its agent's where it has none of its own. */
export async function spokenPlaceholders(
  trx: Trx,
  tenantId: string,
  campaign: Campaign,
): Promise<Placeholder[]> {
  const agent = campaign.agent_id === null ? null : await findAgent(trx, tenantId, campaign.agent_id);
  const { script_config: script, calling_config: calling, name, goal } = campaign;
  return placeholdersOf({
    name,
    goal,
    systemPrompt: campaign.system_prompt || (agent?.system_prompt ?? ""),
    script: { ...script, greeting: script.greeting || agent?.greeting },
    calling,
  });
}

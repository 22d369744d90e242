import type { CallingConfig, ScriptConfig } from "../settings.ts";
import { disclosureOf } from "./disclosure.ts";
import { keyOf, PLACEHOLDER } from "./template.ts";

/** Where a campaign's variables are written. */
export const PLACEHOLDER_PLACES = [
  "goal",
  "system_prompt",
  "disclosure",
  "greeting",
  "voicemail_message",
] as const;
type PlaceholderPlace = (typeof PLACEHOLDER_PLACES)[number];

export interface Placeholder {
  /** As it is looked up: `Order number` is `order_number`. */
  key: string;
  usedIn: PlaceholderPlace[];
}

interface CampaignTexts {
  name: string;
  goal: string;
  systemPrompt: string;
  script: ScriptConfig;
  calling: CallingConfig;
}

/** The variables that each contact must bring, in the order of their first use; what the campaign itself knows is none of them. */
export function placeholdersOf(campaign: CampaignTexts): Placeholder[] {
  const { script, calling } = campaign;
  const texts: Record<PlaceholderPlace, string> = {
    goal: campaign.goal,
    system_prompt: campaign.systemPrompt,
    disclosure: disclosureOf(script) ?? "",
    greeting: script.greeting ?? "",
    voicemail_message: calling.voicemail === "leave_message" ? (script.voicemail_message ?? "") : "",
  };
  const known = new Set(
    Object.entries({
      agent_name: script.agent_name,
      company_name: script.company_name,
      campaign_name: campaign.name,
      goal: campaign.goal,
      // A contact without a number is none.
      phone_number: "always",
    })
      .filter(([, value]) => value.trim() !== "")
      .map(([key]) => key),
  );
  const found = new Map<string, Placeholder>();
  for (const place of PLACEHOLDER_PLACES) {
    for (const match of texts[place].matchAll(PLACEHOLDER)) {
      const key = keyOf(match[1] ?? "");
      if (key === "" || known.has(key)) continue;
      const placeholder = found.get(key) ?? { key, usedIn: [] };
      if (!placeholder.usedIn.includes(place)) placeholder.usedIn.push(place);
      found.set(key, placeholder);
    }
  }
  return [...found.values()];
}

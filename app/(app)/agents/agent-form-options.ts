import { TURN_TAKING_FIELDS } from "#lib/domain/turn-taking/settings";
import { offeredVoices, orNone } from "@/app/_server/offered-voices";
import { webParts } from "@/app/_server/parts";
import type { AgentFormOptions } from "@/components/agents/agent-form-options";
import { languageName } from "@/components/format/language";

const LANGUAGES = ["en", "es", "fr", "de", "it", "pt", "nl", "hi", "ja"];

/** What an agent's form offers. Where a provider cannot be asked its list is empty, and the form still works. */
export async function agentFormOptions(): Promise<AgentFormOptions> {
  const { market, env } = webParts();
  const [voices, models] = await Promise.all([offeredVoices(), orNone(market.models())]);
  return {
    voices,
    models,
    usualModel: env.GROQ_MODEL,
    languages: LANGUAGES.map((code) => ({ code, label: languageName(code) })),
    turnTaking: Object.entries(TURN_TAKING_FIELDS).map(([name, field]) => ({
      name,
      label: field.label,
      help: field.help,
      unit: field.unit,
      min: field.min,
      max: field.max,
      step: field.step,
      usual: field.default,
      canBeOff: "canBeOff" in field,
    })),
  };
}

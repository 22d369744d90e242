import type { CampaignInput } from "#lib/domain/api/campaign";

/** What the form begins with: a campaign's own settings, or the defaults of a new one. */
export type CampaignFormValues = Pick<
  CampaignInput,
  | "name"
  | "goal"
  | "description"
  | "purpose"
  | "agent_id"
  | "voice_id"
  | "system_prompt"
  | "extraction_fields"
  | "max_concurrent_calls"
  | "max_attempts"
  | "budget_micros"
  | "script_config"
  | "calling_config"
>;

/** What can be chosen in it. */
export interface CampaignFormChoices {
  /** Reusable agents. */
  agents: { id: string; name: string }[];
  voices: { id: string; name: string; language: string; description: string }[];
  /** Where a voice is heard, but for its id at the end. */
  voiceSamplePrefix: string;
  /** An agent's name where none is given. */
  agentName: string;
  timeZones: string[];
  /** The sentence that is said first where no other is given. */
  disclosure: string;
}

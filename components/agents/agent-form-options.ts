/** What the form offers; put together by the page, so that no schema reaches the browser. */
export interface AgentFormOptions {
  voices: { id: string; name: string; language: string; description: string }[];
  models: string[];
  /** One of them; named where an agent names none. */
  usualModel: string;
  languages: { code: string; label: string }[];
  turnTaking: TurnTakingField[];
}

export interface TurnTakingField {
  name: string;
  label: string;
  help: string;
  unit: string;
  min: number;
  max: number;
  step: number;
  usual: number;
  canBeOff: boolean;
}

export interface AgentFormValues {
  name: string;
  description: string;
  system_prompt: string;
  greeting: string;
  voice_id: string | null;
  model: string | null;
  language: string;
  temperature: number | null;
  max_tokens: number | null;
  turn_taking: Record<string, number | null>;
}

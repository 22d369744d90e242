import type { Voice } from "../tts/port.ts";

/** A question whose answer is an object; nobody waits on the line for it. */
export interface LlmFormRequest {
  system: string;
  user: string;
  /** Names the answer for the model: letters, digits, `_` and `-`. */
  name: string;
  /** JSON Schema, strict: every property required, no other allowed. */
  schema: Record<string, unknown>;
  maxTokens: number;
}

export interface LlmForm {
  /** As the model gave it: held to no schema yet. */
  answer: unknown;
  model: string;
  promptTokens: number | null;
  completionTokens: number | null;
}

/** The language model away from calls: whole answers, and what it has on offer. */
export interface LlmDesk {
  /** Throws ProviderError; `broken` for an answer that is no JSON. */
  fillForm(request: LlmFormRequest, signal: AbortSignal): Promise<LlmForm>;
  /** Ids of the models that can hold a conversation. Throws ProviderError. */
  models(): Promise<string[]>;
}

export interface VoiceSampleRequest {
  voiceId: string;
  language: string;
  text: string;
}

/** The voices there are, and what they sound like; away from calls. All throw ProviderError. */
export interface VoiceCatalogue {
  voices(): Promise<Voice[]>;
  has(voiceId: string): Promise<boolean>;
  /** A WAV file. */
  sample(request: VoiceSampleRequest): Promise<Buffer>;
}

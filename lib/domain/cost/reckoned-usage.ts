import type { CallUsage, ConversationUsage } from "./usage.ts";

/** What is known of a call before it, or of one whose own count got lost. */
export interface ReckonedCall {
  /** E.164. */
  to: string;
  /** Of the instructions that go along with each question to the language model. */
  promptCharacters: number;
  /** The agent's own; null: the usual one. */
  model: string | null;
}

/** The dearer ones among those that usually serve. */
const USUAL = {
  carrier: "vonage",
  stt: { provider: "deepgram", model: "flux-general-multi" },
  llm: { provider: "groq", model: "openai/gpt-oss-120b" },
  tts: { provider: "cartesia", model: "sonic" },
} as const;

/** A voice speaks about 15 characters a second; the agent has the word for no more than two thirds of a call. */
const SPOKEN_PER_SECOND = 10;
/** Answers that were begun and not needed are among them. */
const SECONDS_AN_ANSWER = 5;
const CHARACTERS_A_TOKEN = 4;
/** Rules, tools and the description of the contact. */
const TOKENS_BESIDE_PROMPT = 1500;
/** What both have said, on the average over the call: 15 characters a second, half of it in the past. */
const TOKENS_OF_HISTORY_PER_SECOND = 2;
/** Words and hidden thoughts. */
const TOKENS_AN_ANSWER = 120;

/** What a call that lasts so long takes, at the upper end of what conversations do. Grows with the seconds. */
export function reckonedUsage(call: ReckonedCall, seconds: number): CallUsage {
  return {
    line: { carrier: USUAL.carrier, to: call.to, seconds, toldMicros: null },
    ...reckonedConversation(call, seconds),
  };
}

/** The same without the line. */
export function reckonedConversation(call: ReckonedCall, seconds: number): ConversationUsage {
  const answers = Math.ceil(seconds / SECONDS_AN_ANSWER);
  const asked =
    TOKENS_BESIDE_PROMPT +
    Math.ceil(call.promptCharacters / CHARACTERS_A_TOKEN) +
    Math.ceil(TOKENS_OF_HISTORY_PER_SECOND * seconds);
  return {
    stt: [{ ...USUAL.stt, audio_ms: Math.ceil(seconds * 1000) }],
    llm: [
      {
        provider: USUAL.llm.provider,
        model: call.model ?? USUAL.llm.model,
        input_tokens: answers * asked,
        output_tokens: answers * TOKENS_AN_ANSWER,
      },
    ],
    tts: [{ ...USUAL.tts, characters: Math.ceil(seconds * SPOKEN_PER_SECOND) }],
  };
}

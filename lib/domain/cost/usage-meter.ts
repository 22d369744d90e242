import type { ConversationUsage } from "./usage.ts";

/** As models count English, roughly. */
const CHARACTERS_A_TOKEN = 4;

/** One question to a language model, and what came of it. */
export interface Asked {
  /** So many characters of the answer. */
  wrote(characters: number): void;
  /** The provider's own count; what it does not tell stays as reckoned. */
  told(inputTokens: number | null, outputTokens: number | null): void;
  /** It refused or failed: without a word of an answer it is not charged. */
  failed(): void;
}

interface Question {
  provider: string;
  model: string;
  /** Counted only when the provider does not; null: it did. */
  askedCharacters: (() => number) | null;
  inputTokens: number | null;
  outputTokens: number | null;
  written: number;
}

/**
 * Counts what one call takes of each provider, as it is given to them. Adding up in memory is all it does, so that it may
 * stand on the path of the audio. A question that was given up before the provider could count it is reckoned by its
 * characters.
 */
export class UsageMeter {
  private readonly heardMs = new Map<string, number>();
  private readonly spoken = new Map<string, number>();
  private readonly questions = new Set<Question>();

  /** A recogniser was sent so much audio. */
  heard(provider: string, model: string, audioMs: number): void {
    add(this.heardMs, keyOf(provider, model), audioMs);
  }

  /** A voice was given so many characters to speak. */
  spoke(provider: string, model: string, characters: number): void {
    add(this.spoken, keyOf(provider, model), characters);
  }

  /** A language model is asked. */
  asks(provider: string, model: string, askedCharacters: () => number): Asked {
    const question: Question = {
      provider,
      model,
      askedCharacters,
      inputTokens: null,
      outputTokens: null,
      written: 0,
    };
    this.questions.add(question);
    return {
      wrote: (characters) => {
        question.written += characters;
      },
      told: (inputTokens, outputTokens) => {
        question.inputTokens = inputTokens;
        question.outputTokens = outputTokens;
        if (inputTokens !== null) question.askedCharacters = null;
      },
      failed: () => {
        if (question.written === 0) this.questions.delete(question);
      },
    };
  }

  /** So far. */
  total(): ConversationUsage {
    const asked = new Map<string, { input: number; output: number }>();
    for (const { provider, model, ...question } of this.questions) {
      const key = keyOf(provider, model);
      const { input, output } = asked.get(key) ?? { input: 0, output: 0 };
      asked.set(key, {
        input: input + (question.inputTokens ?? tokens(question.askedCharacters?.() ?? 0)),
        output: output + (question.outputTokens ?? tokens(question.written)),
      });
    }
    return {
      stt: [...this.heardMs].map(([key, ms]) => ({ ...ofKey(key), audio_ms: Math.ceil(ms) })),
      llm: [...asked].map(([key, { input, output }]) => ({
        ...ofKey(key),
        input_tokens: input,
        output_tokens: output,
      })),
      tts: [...this.spoken].map(([key, characters]) => ({ ...ofKey(key), characters })),
    };
  }
}

const tokens = (characters: number): number => Math.ceil(characters / CHARACTERS_A_TOKEN);

const add = (sums: Map<string, number>, key: string, more: number): void =>
  void sums.set(key, (sums.get(key) ?? 0) + more);

const keyOf = (provider: string, model: string): string => `${provider}\n${model}`;

function ofKey(key: string): { provider: string; model: string } {
  const [provider = "", model = ""] = key.split("\n");
  return { provider, model };
}

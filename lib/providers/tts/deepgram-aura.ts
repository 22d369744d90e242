import { DeepgramClient } from "@deepgram/sdk";
import { ProviderError } from "../errors.ts";
import { AuraUtterance } from "./aura-utterance.ts";
import { deepgramError } from "./aura-faults.ts";
import type { Tts, Voice } from "./port.ts";

export interface AuraOptions {
  apiKey: string;
  /** Default: Deepgram's own. */
  baseUrl?: string;
  /** For English, such as `aura-2-thalia-en`. */
  voice: string;
  /** Longest wait for the first sound of a piece, and then for the next. Default 2000. */
  stallMs?: number;
}

/** One voice for each language that Aura speaks. Source: Deepgram, "Voices and Languages". */
const VOICES: Record<string, string> = {
  es: "aura-2-celeste-es",
  de: "aura-2-aurelia-de",
  fr: "aura-2-agathe-fr",
  nl: "aura-2-beatrix-nl",
  it: "aura-2-cinzia-it",
  ja: "aura-2-ama-ja",
};

/** Deepgram's Aura by REST, one request a piece of text: no socket to keep, and no limit of flushes. */
export function createAura(options: AuraOptions): Tts {
  const stallMs = options.stallMs ?? 2000;
  const client = new DeepgramClient({
    apiKey: options.apiKey,
    ...(options.baseUrl && { baseUrl: options.baseUrl.replace(/\/+$/, "") }),
  });
  const voices: Record<string, string> = { ...VOICES, en: options.voice };

  async function ask(text: string, model: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    try {
      const speech = await client.speak.v1.audio.generate(
        {
          text,
          model,
          encoding: "linear16",
          container: "none",
          sample_rate: 16_000,
        },
        { maxRetries: 0, timeoutInSeconds: 30, abortSignal: signal },
      );
      const body = speech.stream();
      if (body === null) throw new ProviderError("deepgram", "broken", "no body");
      return body;
    } catch (error) {
      throw deepgramError(error);
    }
  }

  return {
    name: "deepgram",
    model: options.voice,
    warm: () => Promise.resolve(),
    speak: (speech, onEvent) => {
      const model = voices[speech.language.slice(0, 2).toLowerCase()];
      const speakPiece = (text: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> => {
        if (model !== undefined) return ask(text, model, signal);
        const error = new ProviderError(
          "deepgram",
          "refused_request",
          `it does not speak ${speech.language}`,
        );
        return Promise.reject(error);
      };
      return new AuraUtterance(speakPiece, stallMs, onEvent);
    },
    voices: () =>
      Promise.resolve(
        Object.entries(voices).map(([language, id]): Voice => ({
          id,
          name: id,
          language,
          description: "Deepgram Aura",
        })),
      ),
    async check() {
      const stop = new AbortController();
      await ask("Hello.", options.voice, stop.signal);
      stop.abort();
    },
    close: () => undefined,
  };
}

import { createRequire } from "node:module";
import type * as Sdk from "@cartesia/cartesia-js";
import { cartesiaError } from "./cartesia-faults.ts";
import { CartesiaLink } from "./cartesia-link.ts";
import { CartesiaUtterance } from "./cartesia-utterance.ts";
import type { Tts, Voice } from "./port.ts";

export interface CartesiaOptions {
  apiKey: string;
  /** Default: https://api.cartesia.ai. `http` gives a plain socket, `https` one with TLS. */
  baseUrl?: string;
  /** A dated snapshot, so that the voice does not change by itself. */
  model: string;
  /** Used when an utterance names no voice. */
  voiceId: string;
  /** Default 1500. */
  firstAudioMs?: number;
  /** Default 5000. */
  handshakeTimeoutMs?: number;
  nowMs?: () => number;
}

const BASE_URL = "https://api.cartesia.ai";
const MINUTE_MS = 60_000;
const MOST_VOICES = 500;

/** Speech on one socket shared by all calls (a client of our own: see `protocols/cartesia.md`); voices by the SDK. */
export function createCartesia(options: CartesiaOptions): Tts {
  const baseUrl = (options.baseUrl ?? BASE_URL).replace(/\/+$/, "");
  const nowMs = options.nowMs ?? (() => performance.now());
  const link = new CartesiaLink({
    url: `${baseUrl.replace(/^http/, "ws")}/tts/websocket`,
    apiKey: options.apiKey,
    handshakeTimeoutMs: options.handshakeTimeoutMs ?? 5000,
    renewAfterMs: 3.5 * MINUTE_MS,
    expireAfterMs: 4.5 * MINUTE_MS,
    nowMs,
  });
  const timing = { firstAudioMs: options.firstAudioMs ?? 1500, contextIdleMs: 700, nowMs };
  let client: Sdk.Cartesia | undefined;
  const rest = (): Sdk.Cartesia => (client ??= loadClient(options.apiKey, baseUrl));

  async function listVoices(most: number): Promise<Voice[]> {
    try {
      const voices = new Map<string, Voice>();
      for await (const voice of rest().voices.list({ limit: Math.min(most, 100) })) {
        const { id, name, language, description } = voice;
        // The SDK asks for another page until one is empty; one that repeats itself is the end too.
        if (voices.has(id)) break;
        voices.set(id, { id, name, language, description });
        if (voices.size >= most) break;
      }
      return [...voices.values()];
    } catch (error) {
      throw cartesiaError(error);
    }
  }

  return {
    name: "cartesia",
    warm: () => link.socket().ready,
    speak: (speech, onEvent) =>
      new CartesiaUtterance(
        link,
        {
          model_id: options.model,
          voice: speech.voiceId ?? options.voiceId,
          language: speech.language.slice(0, 2).toLowerCase(),
          output_format: { container: "raw", encoding: "pcm_s16le", sample_rate: speech.sampleRateHz },
          max_buffer_delay_ms: 0,
          add_timestamps: true,
        },
        timing,
        onEvent,
      ),
    voices: () => listVoices(MOST_VOICES),
    async check() {
      await listVoices(1);
      await link.socket().ready;
    },
    close: () => link.close(),
  };
}

/** The CommonJS build: its ESM one looks for `ws` with a `require` that is not there. */
function loadClient(apiKey: string, baseURL: string): Sdk.Cartesia {
  const require = createRequire(import.meta.url);
  const sdk = require("@cartesia/cartesia-js") as typeof Sdk;
  return new sdk.Cartesia({ apiKey, baseURL, maxRetries: 1, timeout: 5000, logLevel: "off" });
}

import { CartesiaLink } from "./cartesia-link.ts";
import { CartesiaUtterance } from "./cartesia-utterance.ts";
import { createCartesiaVoices } from "./cartesia-voices.ts";
import type { Tts } from "./port.ts";

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
  const catalogue = createCartesiaVoices({ apiKey: options.apiKey, baseUrl, model: options.model });

  return {
    name: "cartesia",
    model: options.model,
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
    voices: () => catalogue.voices(),
    async check() {
      await catalogue.list(1);
      await link.socket().ready;
    },
    close: () => link.close(),
  };
}

import { createRequire } from "node:module";
import type * as Sdk from "@cartesia/cartesia-js";
import type { ProviderError } from "../errors.ts";
import { cartesiaError } from "./cartesia-faults.ts";
import type { Voice } from "./port.ts";
import type { VoiceCatalogue, VoiceSampleRequest } from "../desk/port.ts";

const MOST_VOICES = 500;
const SAMPLE_RATE_HZ = 24_000;

export interface CartesiaVoicesOptions {
  apiKey: string;
  /** Default: https://api.cartesia.ai. */
  baseUrl?: string | undefined;
  /** Samples are spoken by the model that calls use. */
  model: string;
}

export interface CartesiaVoices extends VoiceCatalogue {
  /** The first `most` of the list. */
  list(most: number): Promise<Voice[]>;
}

/** Cartesia's REST API by its SDK. */
export function createCartesiaVoices(options: CartesiaVoicesOptions): CartesiaVoices {
  let client: Sdk.Cartesia | undefined;
  const rest = (): Sdk.Cartesia => (client ??= loadClient(options));

  async function list(most: number): Promise<Voice[]> {
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
    list,
    voices: () => list(MOST_VOICES),
    async has(voiceId) {
      try {
        await rest().voices.get(voiceId);
        return true;
      } catch (cause) {
        const error: ProviderError = cartesiaError(cause);
        // An id of the wrong shape is refused rather than looked for.
        if (error.fault === "not_found" || error.fault === "refused_request") return false;
        throw error;
      }
    },
    async sample(request: VoiceSampleRequest) {
      try {
        const response = await rest().tts.generate({
          model_id: options.model,
          transcript: request.text,
          voice: request.voiceId,
          language: request.language.slice(0, 2).toLowerCase(),
          output_format: { container: "wav", encoding: "pcm_s16le", sample_rate: SAMPLE_RATE_HZ },
        });
        return Buffer.from(await response.arrayBuffer());
      } catch (error) {
        throw cartesiaError(error);
      }
    },
  };
}

/** The CommonJS build: its ESM one looks for `ws` with a `require` that is not there. */
function loadClient({ apiKey, baseUrl }: CartesiaVoicesOptions): Sdk.Cartesia {
  const require = createRequire(import.meta.url);
  const sdk = require("@cartesia/cartesia-js") as typeof Sdk;
  const baseURL = baseUrl?.replace(/\/+$/, "");
  return new sdk.Cartesia({
    apiKey,
    ...(baseURL ? { baseURL } : {}),
    maxRetries: 1,
    timeout: 5000,
    logLevel: "off",
  });
}

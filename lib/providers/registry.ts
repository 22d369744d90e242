import { ProviderError, type ProviderFault, type ProviderName } from "./errors.ts";
import { createGroq } from "./llm/groq.ts";
import type { Llm } from "./llm/port.ts";
import { createDeepgramFlux } from "./stt/deepgram-flux.ts";
import type { Stt } from "./stt/port.ts";
import type { Telephony } from "./telephony/port.ts";
import { createVonage } from "./telephony/vonage.ts";
import { createCartesia } from "./tts/cartesia.ts";
import type { Tts } from "./tts/port.ts";

/** Each provider's part of the environment (`lib/env/worker.ts`); base URLs are for stand-ins such as the sandbox. */
export interface ProvidersConfig extends TelephonyConfig {
  DEEPGRAM_API_KEY: string;
  DEEPGRAM_BASE_URL?: string;
  GROQ_API_KEY: string;
  GROQ_BASE_URL?: string;
  GROQ_MODEL: string;
  CARTESIA_API_KEY: string;
  CARTESIA_BASE_URL?: string;
  CARTESIA_MODEL: string;
  CARTESIA_VOICE_ID: string;
}

/** All that the web process needs: it verifies webhooks and ends calls. */
export interface TelephonyConfig {
  VONAGE_APPLICATION_ID: string;
  VONAGE_PRIVATE_KEY?: string;
  VONAGE_PRIVATE_KEY_PATH?: string;
  VONAGE_SIGNATURE_SECRET: string;
  VONAGE_API_KEY: string;
  VONAGE_API_HOST?: string;
}

export interface Providers {
  telephony: Telephony;
  stt: Stt;
  llm: Llm;
  tts: Tts;
}

/** Who does what, as a literal: a second vendor is another line here and a setting that chooses. */
const REGISTRY = {
  telephony: {
    vonage: (env: TelephonyConfig): Telephony =>
      createVonage({
        applicationId: env.VONAGE_APPLICATION_ID,
        privateKey: env.VONAGE_PRIVATE_KEY ?? env.VONAGE_PRIVATE_KEY_PATH ?? "",
        apiKey: env.VONAGE_API_KEY,
        signatureSecret: env.VONAGE_SIGNATURE_SECRET,
        apiHost: env.VONAGE_API_HOST,
      }),
  },
  stt: {
    deepgram: (env: ProvidersConfig): Stt =>
      createDeepgramFlux({ apiKey: env.DEEPGRAM_API_KEY, baseUrl: env.DEEPGRAM_BASE_URL }),
  },
  llm: {
    groq: (env: ProvidersConfig): Llm =>
      createGroq({ apiKey: env.GROQ_API_KEY, baseUrl: env.GROQ_BASE_URL, model: env.GROQ_MODEL }),
  },
  tts: {
    cartesia: (env: ProvidersConfig): Tts =>
      createCartesia({
        apiKey: env.CARTESIA_API_KEY,
        baseUrl: env.CARTESIA_BASE_URL,
        model: env.CARTESIA_MODEL,
        voiceId: env.CARTESIA_VOICE_ID,
      }),
  },
} as const;

export function createTelephony(config: TelephonyConfig): Telephony {
  return REGISTRY.telephony.vonage(config);
}

export function createProviders(config: ProvidersConfig): Providers {
  return {
    telephony: createTelephony(config),
    stt: REGISTRY.stt.deepgram(config),
    llm: REGISTRY.llm.groq(config),
    tts: REGISTRY.tts.cartesia(config),
  };
}

export interface ProviderCheck {
  provider: ProviderName;
  /** null: it believes our key and has what we ask for. */
  fault: ProviderFault | null;
  error: ProviderError | null;
}

/** Asks all of them at once; never throws. For the start of a process and for the settings page. */
export async function checkProviders(providers: Providers): Promise<ProviderCheck[]> {
  return Promise.all(
    Object.values(providers).map(async (provider: Telephony | Stt | Llm | Tts) => {
      const error = await provider.check().then(
        () => null,
        (cause: unknown) =>
          cause instanceof ProviderError ? cause : new ProviderError(provider.name, "broken", cause),
      );
      return { provider: provider.name, fault: error?.fault ?? null, error };
    }),
  );
}

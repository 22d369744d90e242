import { ProviderError, type ProviderFault, type ProviderName } from "./errors.ts";
import type { Fallbacks } from "./failover/for-call.ts";
import { createGroq } from "./llm/groq.ts";
import { createOpenAiCompatible } from "./llm/openai-compatible.ts";
import type { Llm } from "./llm/port.ts";
import { createDeepgram } from "./stt/deepgram.ts";
import { createGroqWhisper } from "./stt/groq-whisper.ts";
import type { Stt } from "./stt/port.ts";
import type { Telephony } from "./telephony/port.ts";
import { createVonage } from "./telephony/vonage.ts";
import { createCartesia } from "./tts/cartesia.ts";
import { createAura } from "./tts/deepgram-aura.ts";
import type { Tts } from "./tts/port.ts";

/** Each provider's part of the environment (`lib/env/worker.ts`); base URLs are for stand-ins such as the sandbox. */
export interface ProvidersConfig extends TelephonyConfig {
  DEEPGRAM_API_KEY: string;
  DEEPGRAM_BASE_URL?: string;
  GROQ_API_KEY: string;
  GROQ_BASE_URL?: string;
  GROQ_MODEL: string;
  GROQ_FALLBACK_MODEL: string;
  GROQ_TRANSCRIPTION_MODEL: string;
  DEEPGRAM_VOICE: string;
  OPENAI_COMPATIBLE_BASE_URL?: string;
  OPENAI_COMPATIBLE_API_KEY?: string;
  OPENAI_COMPATIBLE_MODEL?: string;
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

/** Who can do what, as a literal. */
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
      createDeepgram({
        apiKey: env.DEEPGRAM_API_KEY,
        baseUrl: env.DEEPGRAM_BASE_URL,
        connectTimeoutS: 3,
      }),
    groq: (env: ProvidersConfig): Stt =>
      createGroqWhisper({
        apiKey: env.GROQ_API_KEY,
        baseUrl: env.GROQ_BASE_URL,
        model: env.GROQ_TRANSCRIPTION_MODEL,
      }),
  },
  llm: {
    groq: (env: ProvidersConfig, model = env.GROQ_MODEL): Llm =>
      createGroq({ apiKey: env.GROQ_API_KEY, baseUrl: env.GROQ_BASE_URL, model }),
    openai_compatible: (env: ProvidersConfig): Llm | null => {
      const { OPENAI_COMPATIBLE_BASE_URL: baseUrl, OPENAI_COMPATIBLE_MODEL: model } = env;
      if (!baseUrl || !model) return null;
      return createOpenAiCompatible({ baseUrl, model, apiKey: env.OPENAI_COMPATIBLE_API_KEY });
    },
  },
  tts: {
    cartesia: (env: ProvidersConfig): Tts =>
      createCartesia({
        apiKey: env.CARTESIA_API_KEY,
        baseUrl: env.CARTESIA_BASE_URL,
        model: env.CARTESIA_MODEL,
        voiceId: env.CARTESIA_VOICE_ID,
      }),
    deepgram: (env: ProvidersConfig): Tts =>
      createAura({
        apiKey: env.DEEPGRAM_API_KEY,
        baseUrl: env.DEEPGRAM_BASE_URL,
        voice: env.DEEPGRAM_VOICE,
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

/** Who stands in for whom: Groq's own second model and then any other endpoint, Whisper, and Deepgram's voice. */
export function createFallbacks(config: ProvidersConfig): Fallbacks {
  const { GROQ_MODEL, GROQ_FALLBACK_MODEL, GROQ_TRANSCRIPTION_MODEL, DEEPGRAM_VOICE } = config;
  const other = REGISTRY.llm.openai_compatible(config);
  const llm: Fallbacks["llm"] = [];
  if (GROQ_FALLBACK_MODEL !== GROQ_MODEL)
    llm.push({
      label: `groq ${GROQ_FALLBACK_MODEL}`,
      provider: REGISTRY.llm.groq(config, GROQ_FALLBACK_MODEL),
    });
  if (other) llm.push({ label: `openai_compatible ${config.OPENAI_COMPATIBLE_MODEL}`, provider: other });
  return {
    stt: [{ label: `groq ${GROQ_TRANSCRIPTION_MODEL}`, provider: REGISTRY.stt.groq(config) }],
    llm,
    tts: [{ label: `deepgram ${DEEPGRAM_VOICE}`, provider: REGISTRY.tts.deepgram(config) }],
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
  const { telephony, stt, llm, tts } = providers;
  return Promise.all([telephony, stt, llm, tts].map(check));
}

/** The same for those that stand in, by their labels. */
export async function checkFallbacks(
  fallbacks: Fallbacks,
): Promise<{ label: string; error: ProviderError | null }[]> {
  const all = [...fallbacks.stt, ...fallbacks.llm, ...fallbacks.tts];
  return Promise.all(
    all.map(async ({ label, provider }) => ({ label, error: (await check(provider)).error })),
  );
}

async function check(provider: Telephony | Stt | Llm | Tts): Promise<ProviderCheck> {
  const error = await provider.check().then(
    () => null,
    (cause: unknown) =>
      cause instanceof ProviderError ? cause : new ProviderError(provider.name, "broken", cause),
  );
  return { provider: provider.name, fault: error?.fault ?? null, error };
}

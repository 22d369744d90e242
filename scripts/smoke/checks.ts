import { createClient } from "@supabase/supabase-js";
import { createGroq } from "#lib/providers/llm/groq";
import { createDeepgram } from "#lib/providers/stt/deepgram";
import { createVonage } from "#lib/providers/telephony/vonage";
import { createCartesia } from "#lib/providers/tts/cartesia";
import { workerEnvSchema } from "#lib/env/worker";
import { pingDatabase } from "#lib/data/reachable";
import { createDb, createPool } from "#lib/data/db";
import { vonageBalance } from "./vonage-balance.ts";

export interface Check {
  name: string;
  /** What it would need; empty: it can be asked. */
  missing: string[];
  /** Resolves with what was learned. Nothing is bought, and nobody is called. */
  ask(): Promise<string>;
}

type Environment = Record<string, string | undefined>;

const BUCKETS = ["recordings", "imports"];

/** One for each provider, in the order in which a call needs them. */
export function checks(env: Environment): Check[] {
  const { shape } = workerEnvSchema;
  const value = (name: string): string => env[name] ?? "";
  const optional = (name: string): string | undefined => env[name] || undefined;
  const withDefault = (name: keyof typeof shape): string => String(shape[name].parse(env[name] || undefined));
  const missing = (...names: string[]): string[] => names.filter((name) => !env[name]);
  const privateKey = value("VONAGE_PRIVATE_KEY") || value("VONAGE_PRIVATE_KEY_PATH");
  return [
    {
      name: "Vonage, the application and its key",
      missing: [
        ...missing("VONAGE_APPLICATION_ID"),
        ...(privateKey === "" ? ["VONAGE_PRIVATE_KEY or VONAGE_PRIVATE_KEY_PATH"] : []),
      ],
      async ask() {
        await createVonage({
          applicationId: value("VONAGE_APPLICATION_ID"),
          privateKey,
          apiKey: value("VONAGE_API_KEY"),
          signatureSecret: value("VONAGE_SIGNATURE_SECRET"),
          apiHost: optional("VONAGE_API_HOST"),
        }).check();
        return "its list of calls can be read";
      },
    },
    {
      name: "Vonage, the account",
      missing: missing("VONAGE_API_KEY", "VONAGE_API_SECRET"),
      ask: () => vonageBalance(value("VONAGE_API_KEY"), value("VONAGE_API_SECRET")),
    },
    {
      name: "Deepgram",
      missing: missing("DEEPGRAM_API_KEY"),
      async ask() {
        const options = {
          apiKey: value("DEEPGRAM_API_KEY"),
          baseUrl: optional("DEEPGRAM_BASE_URL"),
          connectTimeoutS: 10,
        };
        await createDeepgram(options).check();
        return "a recogniser was opened and closed";
      },
    },
    {
      name: "Groq",
      missing: missing("GROQ_API_KEY"),
      async ask() {
        const model = withDefault("GROQ_MODEL");
        await createGroq({
          apiKey: value("GROQ_API_KEY"),
          baseUrl: optional("GROQ_BASE_URL"),
          model,
        }).check();
        return `${model} is there`;
      },
    },
    {
      name: "Cartesia",
      missing: missing("CARTESIA_API_KEY"),
      async ask() {
        const tts = createCartesia({
          apiKey: value("CARTESIA_API_KEY"),
          baseUrl: optional("CARTESIA_BASE_URL"),
          model: withDefault("CARTESIA_MODEL"),
          voiceId: withDefault("CARTESIA_VOICE_ID"),
        });
        await tts.check().finally(() => tts.close());
        return "voices can be listed, and its socket opens";
      },
    },
    {
      name: "Supabase, Auth and Storage",
      missing: missing("SUPABASE_URL", "SUPABASE_SECRET_KEY"),
      async ask() {
        const { storage } = createClient(value("SUPABASE_URL"), value("SUPABASE_SECRET_KEY"), {
          auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
        });
        const url = `${value("SUPABASE_URL").replace(/\/+$/, "")}/auth/v1/settings`;
        const settings = await fetch(url, { headers: { apikey: value("SUPABASE_SECRET_KEY") } });
        if (!settings.ok) throw new Error(`Auth answers ${settings.status}`);
        for (const bucket of BUCKETS) {
          const { error } = await storage.from(bucket).list("", { limit: 1 });
          if (error) throw new Error(`the bucket ${bucket} cannot be read`);
        }
        return `Auth answers, and the buckets ${BUCKETS.join(" and ")} can be read`;
      },
    },
    {
      name: "the database",
      missing: missing("DATABASE_URL"),
      async ask() {
        const pool = createPool(value("DATABASE_URL"), { name: "talky-smoke", max: 1 });
        await pingDatabase(createDb(pool)).finally(() => pool.end());
        return "it can be reached";
      },
    },
  ];
}

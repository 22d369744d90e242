import { z } from "zod";

const url = z.url({ message: "must be a URL, for example http://127.0.0.1:3000" });
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgresql://");
const port = z.coerce.number().int().min(1).max(65535);

/** What both processes read. */
export const sharedShape = {
  DATABASE_URL: postgresUrl,
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "must begin with redis:// or rediss://")
    .optional(),
  SUPABASE_URL: url,
  SUPABASE_SECRET_KEY: z.string().min(1),
  TALKY_PUBLIC_URL: url,
  TALKY_SECRET: z.string().min(32, "must have at least 32 characters"),
  VONAGE_APPLICATION_ID: z.string().min(1),
  VONAGE_PRIVATE_KEY: z.string().optional(),
  VONAGE_PRIVATE_KEY_PATH: z.string().optional(),
  VONAGE_SIGNATURE_SECRET: z.string().min(1),
  VONAGE_API_KEY: z.string().min(1),
  VONAGE_FROM_NUMBER: z.string().regex(/^\+[1-9]\d{6,14}$/, "must be an E.164 number such as +14155550000"),
  VONAGE_API_HOST: url.optional(),
  GROQ_API_KEY: z.string().min(1),
  GROQ_BASE_URL: url.optional(),
  GROQ_MODEL: z.string().default("openai/gpt-oss-120b"),
  CARTESIA_API_KEY: z.string().min(1),
  CARTESIA_BASE_URL: url.optional(),
  CARTESIA_MODEL: z.string().default("sonic-3-2026-01-12"),
  /** For one machine that is its own world: webhooks may go to it. */
  TALKY_WEBHOOKS_TO_LOOPBACK: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
  /** Who shows it as a bearer token may read `/metrics`. */
  TALKY_METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  /** Where traces go, by OTLP over HTTP; without it there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
} as const;

export { port, url };

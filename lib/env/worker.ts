import { z } from "zod";
import { readEnvironment } from "./read.ts";
import { port, sharedShape, url } from "./shared.ts";

/** Also beside other things that are missing, so that all of it is told at once. */
const always = (): boolean => true;

export const workerEnvSchema = z
  .object({
    ...sharedShape,
    TALKY_WORKER_PORT: port.default(3001),
    /** Where the carrier reaches this very process (one address a process). */
    TALKY_WORKER_PUBLIC_URL: url,
    TALKY_DATA_DIR: z.string().default(".talky"),
    VONAGE_CALLS_PER_SECOND: z.coerce.number().positive().max(100).default(2.5),
    /** On SIGTERM calls under way may take so long to end; then they are hung up. */
    TALKY_DRAIN_S: z.coerce.number().int().min(1).max(3600).default(20),
    DEEPGRAM_API_KEY: z.string().min(1),
    DEEPGRAM_BASE_URL: url.optional(),
    DEEPGRAM_VOICE: z.string().default("aura-2-thalia-en"),
    GROQ_FALLBACK_MODEL: z.string().default("openai/gpt-oss-20b"),
    GROQ_TRANSCRIPTION_MODEL: z.string().default("whisper-large-v3-turbo"),
    OPENAI_COMPATIBLE_BASE_URL: url.optional(),
    OPENAI_COMPATIBLE_API_KEY: z.string().optional(),
    OPENAI_COMPATIBLE_MODEL: z.string().optional(),
    CARTESIA_VOICE_ID: z.string().default("a0e99841-438c-4a64-b679-ae501e7d6091"),
  })
  .refine((env) => env.VONAGE_PRIVATE_KEY ?? env.VONAGE_PRIVATE_KEY_PATH, {
    path: ["VONAGE_PRIVATE_KEY"],
    message: "is missing (or give VONAGE_PRIVATE_KEY_PATH)",
    when: always,
  })
  .refine((env) => !env.OPENAI_COMPATIBLE_BASE_URL || env.OPENAI_COMPATIBLE_MODEL, {
    path: ["OPENAI_COMPATIBLE_MODEL"],
    message: "is missing: OPENAI_COMPATIBLE_BASE_URL needs it",
    when: always,
  });
export type WorkerEnv = z.infer<typeof workerEnvSchema>;

/** The worker's environment. Throws EnvironmentError. */
export function workerEnv(): WorkerEnv {
  return readEnvironment("the voice worker", workerEnvSchema);
}

import { z } from "zod";
import { FAULTY_PROVIDERS, type World } from "../world.ts";

/** What the carrier's create can be made to do; what the others take is theirs to say. */
const VONAGE_FAULTS = ["rate_limited", "refused_credentials", "broken", "reset", "answer_lost"] as const;

const latencyMs = z.number().min(0).max(60_000);

const plannedFault = z
  .strictObject({
    provider: z.enum(FAULTY_PROVIDERS),
    error: z.string().min(1).max(100),
    count: z.int().min(1).max(100_000).default(1),
  })
  .refine(
    ({ provider, error }) => provider !== "vonage" || (VONAGE_FAULTS as readonly string[]).includes(error),
    { path: ["error"], message: `for vonage is one of ${VONAGE_FAULTS.join(", ")}` },
  );

export const faultsSchema = z.strictObject({
  persona: z
    .string()
    .regex(/^\d\d$/, "must be two digits, or null for what each number's own digits say")
    .nullable()
    .optional(),
  carrier_calls_per_second: z.number().min(1).max(100_000).optional(),
  latency_ms: z
    .strictObject({
      stt_eot: latencyMs.optional(),
      llm_first_token: latencyMs.optional(),
      tts_first_audio: latencyMs.optional(),
    })
    .optional(),
  next: z.array(plannedFault).max(100).optional(),
});

export type Faults = z.infer<typeof faultsSchema>;

/** What isn't named stays as it is. */
export function applyFaults(world: World, faults: Faults): void {
  const { persona, carrier_calls_per_second: callsPerSecond, latency_ms: latency, next } = faults;
  if (persona !== undefined) world.forcedPersona = persona;
  if (callsPerSecond !== undefined) world.callsPerSecond = callsPerSecond;
  world.latencies = {
    sttEotMs: latency?.stt_eot ?? world.latencies.sttEotMs,
    llmFirstTokenMs: latency?.llm_first_token ?? world.latencies.llmFirstTokenMs,
    ttsFirstAudioMs: latency?.tts_first_audio ?? world.latencies.ttsFirstAudioMs,
  };
  if (next) world.plan(next);
}

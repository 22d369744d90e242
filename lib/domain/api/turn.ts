import { z } from "zod";
import { TURN_ROLES } from "../statuses.ts";
import { countSchema, idSchema } from "./primitives.ts";

/** Stage by stage, from the end of the callee's speech to the agent's first sound. */
export const turnLatencySchema = z.object({
  stt_ms: z.number().nullish(),
  llm_first_token_ms: z.number().nullish(),
  tts_first_audio_ms: z.number().nullish(),
  added_ms: z.number().nullish(),
  total_ms: z.number().nullish(),
  speculative: z.boolean().nullish(),
});
export type TurnLatency = z.infer<typeof turnLatencySchema>;

/** One utterance; times from the answer, on the call's own audio clock. */
export const turnSchema = z.object({
  id: idSchema,
  call_id: idSchema,
  index: countSchema,
  role: z.enum(TURN_ROLES),
  /** What was heard or said. */
  text: z.string(),
  /** All that was generated; agent only. */
  generated_text: z.string().nullable(),
  interrupted: z.boolean(),
  started_ms: z.number().int(),
  ended_ms: z.number().int(),
  latency: turnLatencySchema.nullable(),
  tool: z.object({ name: z.string(), arguments: z.unknown(), result: z.unknown() }).nullable(),
});
export type Turn = z.infer<typeof turnSchema>;

export const transcriptQuerySchema = z.object({ format: z.enum(["json", "text"]).default("json") });

export const transcriptSchema = z.object({
  call_id: idSchema,
  turns: z.array(
    turnSchema.pick({
      index: true,
      role: true,
      text: true,
      started_ms: true,
      ended_ms: true,
      interrupted: true,
    }),
  ),
  word_count: countSchema,
});
export type Transcript = z.infer<typeof transcriptSchema>;

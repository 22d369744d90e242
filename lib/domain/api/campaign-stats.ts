import { z } from "zod";
import {
  CAMPAIGN_STATUSES,
  DISPOSITIONS,
  JOB_REASONS,
  JOB_STATUSES,
  TELEPHONY_RESULTS,
} from "../statuses.ts";
import { countSchema, timeSchema } from "./primitives.ts";

const percentilesSchema = z.object({ p50: z.number().nullable(), p95: z.number().nullable() });
export type Percentiles = z.infer<typeof percentilesSchema>;

/** `GET /campaigns/{id}/stats`; each of the counts holds the values that occur. */
export const campaignStatsSchema = z.object({
  status: z.enum(CAMPAIGN_STATUSES),
  pause_reason: z.string().nullable(),
  total_leads: countSchema,
  job_status_counts: z.partialRecord(z.enum(JOB_STATUSES), countSchema),
  telephony_result_counts: z.partialRecord(z.enum(TELEPHONY_RESULTS), countSchema),
  disposition_counts: z.partialRecord(z.enum(DISPOSITIONS), countSchema),
  /** Jobs by the reason why they wait or ended; most first. */
  reasons: z.array(
    z.object({
      reason: z.enum(JOB_REASONS),
      count: countSchema,
      /** Of those that wait: when the first of them is asked about again. */
      next_at: timeSchema.nullable(),
    }),
  ),
  goals_achieved: countSchema,
  calls_in_progress: countSchema,
  minutes_used: z.number(),
  cost_micros: z.number().int(),
  /** null: the campaign has none. */
  budget: z
    .object({
      budget_micros: countSchema,
      spent_micros: countSchema,
      /** What the calls that are open may cost at most. */
      reserved_micros: countSchema,
      /** May be below zero where the budget was lowered. */
      left_micros: z.number().int(),
    })
    .nullable(),
  /** From the end of the callee's turn to the agent's first sound; null until there is one. */
  latency_ms: percentilesSchema,
  /** The same by stage: end of turn, first token, first sound, and the whole. Of the newest conversations. */
  latency_stages_ms: z.object({
    stt: percentilesSchema,
    llm: percentilesSchema,
    tts: percentilesSchema,
    total: percentilesSchema,
    /** Replies that were timed. */
    replies: countSchema,
  }),
  /** Contacts that were done with lately, and within how many seconds; null: it does not run, or none was. */
  pace: z.object({ contacts: countSchema, seconds: z.number().int() }).nullable(),
});
export type CampaignStats = z.infer<typeof campaignStatsSchema>;

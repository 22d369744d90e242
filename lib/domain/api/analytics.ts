import { z } from "zod";
import { timeZoneSchema } from "../settings.ts";
import { ANSWERED_BY, DISPOSITIONS, TELEPHONY_RESULTS } from "../statuses.ts";
import { countSchema, idSchema } from "./primitives.ts";

const daySchema = z.iso.date("Write the day as YYYY-MM-DD.");

/** `GET /analytics/…`: of the calls that were asked for on these days, both included. */
export const analyticsQuerySchema = z.object({
  /** Left out: 29 days before `to`. */
  from: daySchema.optional(),
  /** Left out: today. */
  to: daySchema.optional(),
  /** Whose days and hours they are. */
  timezone: timeZoneSchema.default("UTC"),
  campaign_id: idSchema.optional(),
});
export type AnalyticsQuery = z.infer<typeof analyticsQuerySchema>;

const period = { from: daySchema, to: daySchema, timezone: z.string() };
const byDay = <S extends z.ZodRawShape>(shape: S) =>
  z.object({ ...period, items: z.array(z.object({ day: daySchema, ...shape })) });

/** Every day of the period, those without a call too. */
export const callsByDaySchema = byDay({
  calls: countSchema,
  answered: countSchema,
  /** By a person. */
  human: countSchema,
  goals_achieved: countSchema,
  minutes: z.number(),
});

/** How often each value occurs. */
export const outcomesSchema = z.object({
  ...period,
  calls: countSchema,
  telephony_result_counts: z.partialRecord(z.enum(TELEPHONY_RESULTS), countSchema),
  answered_by_counts: z.partialRecord(z.enum(ANSWERED_BY), countSchema),
  disposition_counts: z.partialRecord(z.enum(DISPOSITIONS), countSchema),
});

/** Contacts, not calls: each counts once, however often they were called. */
export const funnelSchema = z.object({
  ...period,
  /** All there are now, whatever the period. */
  contacts: countSchema,
  attempted: countSchema,
  answered: countSchema,
  human: countSchema,
  goal_achieved: countSchema,
});

/** By the clock of `timezone`; hours without a call are left out. */
export const hoursSchema = z.object({
  ...period,
  items: z.array(
    z.object({
      /** 0 = Monday. */
      weekday: z.number().int().min(0).max(6),
      hour: z.number().int().min(0).max(23),
      calls: countSchema,
      answered: countSchema,
      human: countSchema,
      goals_achieved: countSchema,
    }),
  ),
});

const percentiles = z.object({ p50: z.number().nullable(), p95: z.number().nullable() });

/** From the end of their turn to the agent's first sound, stage by stage; days without a timed reply are left out. */
export const latencyByDaySchema = byDay({
  replies: countSchema,
  stt_ms: percentiles,
  llm_ms: percentiles,
  tts_ms: percentiles,
  total_ms: percentiles,
});

const costs = {
  calls: countSchema,
  telephony_micros: countSchema,
  stt_micros: countSchema,
  llm_micros: countSchema,
  tts_micros: countSchema,
  total_micros: countSchema,
};

export const costsByDaySchema = byDay(costs).extend({
  total: z.object({
    ...costs,
    goals_achieved: countSchema,
    /** null where there is none. */
    per_call_micros: z.number().int().nullable(),
    per_goal_micros: z.number().int().nullable(),
  }),
});

export interface AnalyticsAnswers {
  calls: z.infer<typeof callsByDaySchema>;
  outcomes: z.infer<typeof outcomesSchema>;
  funnel: z.infer<typeof funnelSchema>;
  hours: z.infer<typeof hoursSchema>;
  latency: z.infer<typeof latencyByDaySchema>;
  costs: z.infer<typeof costsByDaySchema>;
}
export type AnalyticsKind = keyof AnalyticsAnswers;

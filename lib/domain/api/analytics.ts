import { z } from "zod";
import { timeZoneSchema } from "../settings.ts";
import { ANSWERED_BY, DISPOSITIONS, TELEPHONY_RESULTS } from "../statuses.ts";
import { askedDaySchema } from "./asked-time.ts";
import { countSchema, idSchema } from "./primitives.ts";

const daySchema = z.iso.date();

/** `GET /analytics/…`: of the calls that were asked for on these days, both included, once they are over. */
export const analyticsQuerySchema = z.object({
  /** Left out: 29 days before `to`. */
  from: askedDaySchema.optional(),
  /** Left out: today. */
  to: askedDaySchema.optional(),
  /** Whose days and hours they are. */
  timezone: timeZoneSchema.default("UTC"),
  campaign_id: idSchema.optional(),
  /** Calls that went out with this agent. */
  agent_id: idSchema.optional(),
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

/** How often each came of a conversation, day by day; days without one are left out. */
export const dispositionsByDaySchema = byDay({
  disposition_counts: z.partialRecord(z.enum(DISPOSITIONS), countSchema),
});

/** Contacts, not calls: each counts once, on the day of their first call, by how far any of their calls got. */
export const funnelSchema = z.object({
  ...period,
  /** All there are now, whatever the period. */
  contacts: countSchema,
  /** Those of them that the rules let be called: number, do-not-call list, consent, time zone. */
  permitted: countSchema,
  /** Called for the first time on these days. */
  attempted: countSchema,
  answered: countSchema,
  human: countSchema,
  /** The person heard us out: the conversation came to an answer. */
  engaged: countSchema,
  goal_achieved: countSchema,
});

/** By the callee's own calendar and clock; hours without a call are left out. */
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

/** Calls by their attempt's number, the fifth and later ones together. */
export const attemptsSchema = z.object({
  ...period,
  items: z.array(
    z.object({ attempt: z.number().int().min(1).max(5), calls: countSchema, human: countSchema }),
  ),
});

const percentiles = z.object({ p50: z.number().nullable(), p95: z.number().nullable() });

const latency = {
  replies: countSchema,
  stt_ms: percentiles,
  llm_ms: percentiles,
  tts_ms: percentiles,
  total_ms: percentiles,
};

/**
 * From the end of their turn to the agent's first sound, stage by stage, each time to 10 ms (from a second on to 100 ms);
 * by the days of UTC. Days without a timed reply are left out.
 */
export const latencyByDaySchema = byDay(latency).extend({ total: z.object(latency) });

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

/** Campaigns or agents side by side, those with most calls first; at most 50. */
export const comparisonSchema = z.object({
  ...period,
  items: z.array(
    z.object({
      /** null: calls without an agent. */
      id: idSchema.nullable(),
      name: z.string(),
      calls: countSchema,
      answered: countSchema,
      human: countSchema,
      engaged: countSchema,
      goals_achieved: countSchema,
      minutes: z.number(),
      total_micros: countSchema,
      /** Of so many replies. */
      replies: countSchema,
      reply_ms: percentiles,
    }),
  ),
});

export interface AnalyticsAnswers {
  calls: z.infer<typeof callsByDaySchema>;
  outcomes: z.infer<typeof outcomesSchema>;
  funnel: z.infer<typeof funnelSchema>;
  hours: z.infer<typeof hoursSchema>;
  latency: z.infer<typeof latencyByDaySchema>;
  costs: z.infer<typeof costsByDaySchema>;
  dispositions: z.infer<typeof dispositionsByDaySchema>;
  attempts: z.infer<typeof attemptsSchema>;
  campaigns: z.infer<typeof comparisonSchema>;
  agents: z.infer<typeof comparisonSchema>;
}
export type AnalyticsKind = keyof AnalyticsAnswers;
export const ANALYTICS_KINDS = [
  "calls",
  "outcomes",
  "dispositions",
  "funnel",
  "hours",
  "attempts",
  "latency",
  "costs",
  "campaigns",
  "agents",
] as const satisfies readonly AnalyticsKind[];

/** `GET /analytics/export.csv`: one of them as a file. */
export const analyticsExportQuerySchema = analyticsQuerySchema.extend({ of: z.enum(ANALYTICS_KINDS) });
export type AnalyticsExportQuery = z.infer<typeof analyticsExportQuerySchema>;

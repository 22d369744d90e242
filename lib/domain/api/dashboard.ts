import { z } from "zod";
import { timeZoneSchema } from "../settings.ts";
import { countSchema, timeSchema } from "./primitives.ts";

export const dashboardQuerySchema = z.object({
  /** Whose midnight begins "today". */
  timezone: timeZoneSchema.default("UTC"),
});
export type DashboardQuery = z.infer<typeof dashboardQuerySchema>;

export const dashboardStatsSchema = z.object({
  active_campaigns: countSchema,
  calls_today: countSchema,
  /** Goals reached among today's calls that a human answered and that are over; null when there is none yet. */
  goal_rate: z.number().min(0).max(1).nullable(),
  goals_today: countSchema,
  conversations_today: countSchema,
  /** Of today's answered calls that are over. */
  average_duration_s: z.number().nullable(),
  calls_in_progress: countSchema,
  minutes_used_today: z.number(),
  day_started_at: timeSchema,
});
export type DashboardStats = z.infer<typeof dashboardStatsSchema>;

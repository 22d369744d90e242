import { z } from "zod";
import { JOB_REASONS, JOB_STATUSES } from "../statuses.ts";
import { countSchema, idSchema, timeSchema } from "./primitives.ts";
import { pageQuerySchema } from "./page.ts";

export const jobQuerySchema = pageQuerySchema.extend({ status: z.enum(JOB_STATUSES).optional() });
export type JobQuery = z.infer<typeof jobQuerySchema>;

/** The intent to call one lead. */
export const jobSchema = z.object({
  id: idSchema,
  campaign_id: idSchema,
  lead_id: idSchema,
  phone_number: z.string(),
  status: z.enum(JOB_STATUSES),
  /** Why it waits or why it ended. */
  reason: z.enum(JOB_REASONS).nullable(),
  next_attempt_at: timeSchema.nullable(),
  attempts: countSchema,
  attempts_on_person: countSchema,
  priority: z.number().int(),
  /** The gate's last word, as it was stored. */
  verdict: z.unknown().nullable(),
  lead: z.object({
    id: idSchema,
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    timezone: z.string().nullable(),
  }),
  created_at: timeSchema,
  updated_at: timeSchema,
  finished_at: timeSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

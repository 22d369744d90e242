import { z } from "zod";
import { GATE_REASONS, JOB_REASONS, JOB_STATUSES } from "../statuses.ts";
import { countSchema, timeSchema } from "./primitives.ts";

export const verdictSchema = z.object({
  allowed: z.boolean(),
  reason: z.enum(GATE_REASONS).nullable(),
  /** When it is asked again; null with a refusal: nothing changes by itself. */
  look_again_at: timeSchema.nullable(),
  /** The time zone or the place whose hours say no. */
  where: z.string().nullable(),
});
export type ApiVerdict = z.infer<typeof verdictSchema>;

/** `GET /campaigns/{id}/contacts/{leadId}/verdict`: why this contact is or is not called, at this moment. */
export const leadVerdictSchema = z.object({
  asked_at: timeSchema,
  now: verdictSchema,
  /** What the gate would say if the campaign ran; null: it runs. */
  if_running: verdictSchema.nullable(),
  /** The clocks on which the calling hours have to be open, all of them. */
  time_zones: z.array(z.string()),
  /** Whose legal hours hold; the source is null where nothing is known, so that only what every known law allows is taken. */
  laws: z.array(
    z.object({ place: z.string(), source: z.string().nullable(), review_by: z.string().nullable() }),
  ),
  job: z
    .object({
      status: z.enum(JOB_STATUSES),
      reason: z.enum(JOB_REASONS).nullable(),
      next_attempt_at: timeSchema.nullable(),
      attempts: countSchema,
      attempts_on_person: countSchema,
    })
    .nullable(),
  /** What was decided and tried so far, oldest first. */
  history: z.array(z.object({ at: timeSchema, type: z.string(), data: z.record(z.string(), z.unknown()) })),
});
export type LeadVerdict = z.infer<typeof leadVerdictSchema>;

/** What the gate says of many contacts now, if their campaign ran. */
export const verdictCountsSchema = z.object({
  allowed: countSchema,
  /** The most frequent first; `next_at`: when the first of them is asked again, null where nothing changes by itself. */
  reasons: z.array(
    z.object({ reason: z.enum(GATE_REASONS), count: countSchema, next_at: timeSchema.nullable() }),
  ),
});
export type VerdictCounts = z.infer<typeof verdictCountsSchema>;

import { z } from "zod";
import { ANSWERED_BY, CARRIER_STATES, DISPOSITIONS, ENDED_BY, TELEPHONY_RESULTS } from "../statuses.ts";
import { askedTimeSchema } from "./asked-time.ts";
import { countSchema, idSchema, requiredTextSchema, textSchema, timeSchema } from "./primitives.ts";
import { pageQuerySchema } from "./page.ts";
import { turnSchema } from "./turn.ts";

export const callFilterSchema = z.object({
  /** In the contact's name, e-mail or number. */
  search: textSchema(120).optional(),
  /** Asked for at this time or later, and before that one. */
  from: askedTimeSchema.optional(),
  to: askedTimeSchema.optional(),
  campaign_id: idSchema.optional(),
  lead_id: idSchema.optional(),
  /** To this client's number. */
  client_id: idSchema.optional(),
  disposition: z.enum(DISPOSITIONS).optional(),
  telephony_result: z.enum(TELEPHONY_RESULTS).optional(),
  /** true: only calls that go on now. */
  in_progress: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
});
export type CallFilter = z.infer<typeof callFilterSchema>;

export const callQuerySchema = pageQuerySchema.extend(callFilterSchema.shape);
export type CallQuery = z.infer<typeof callQuerySchema>;

export const callSummarySchema = z.object({
  id: idSchema,
  campaign_id: idSchema,
  campaign_name: z.string(),
  lead_id: idSchema,
  /** First and last name; null when neither is known. */
  contact_name: z.string().nullable(),
  job_id: idSchema,
  attempt: z.number().int(),
  phone_number: z.string(),
  from_number: z.string(),
  carrier_state: z.enum(CARRIER_STATES),
  telephony_result: z.enum(TELEPHONY_RESULTS).nullable(),
  answered_by: z.enum(ANSWERED_BY).nullable(),
  disposition: z.enum(DISPOSITIONS).nullable(),
  goal_achieved: z.boolean(),
  /** Where a person has corrected the disposition: what it was, and who says so. */
  correction: z
    .object({
      original_disposition: z.enum(DISPOSITIONS),
      reason: z.string(),
      at: timeSchema,
      /** null: whoever it was is gone. */
      by: z.string().nullable(),
    })
    .nullable(),
  requested_at: timeSchema,
  ringing_at: timeSchema.nullable(),
  answered_at: timeSchema.nullable(),
  /** When the callee had heard the disclosure whole; null: it was not said, or not to its end. */
  disclosed_at: timeSchema.nullable(),
  ended_at: timeSchema.nullable(),
  settled_at: timeSchema.nullable(),
  /** From answer to end. */
  duration_s: z.number().nullable(),
  ended_by: z.enum(ENDED_BY).nullable(),
  end_reason: z.string().nullable(),
  callback_at: timeSchema.nullable(),
  time_to_first_word_ms: z.number().int().nullable(),
  recording: z.object({ id: idSchema, duration_s: z.number(), bytes: countSchema }).nullable(),
  summary: z.string().nullable(),
  cost: z.object({
    total_micros: countSchema,
    telephony_micros: countSchema,
    stt_micros: countSchema,
    llm_micros: countSchema,
    tts_micros: countSchema,
  }),
  latency_ms: z.object({ p50: z.number().nullable(), p95: z.number().nullable() }),
});
export type CallSummary = z.infer<typeof callSummarySchema>;

export const callDetailSchema = callSummarySchema.extend({ turns: z.array(turnSchema) });
export type CallDetail = z.infer<typeof callDetailSchema>;

/** `PATCH /calls/{id}`: what it really came to, and why. */
export const callCorrectionSchema = z.object({
  disposition: z.enum(DISPOSITIONS),
  reason: requiredTextSchema(500, "Say why."),
});
export type CallCorrection = z.infer<typeof callCorrectionSchema>;

export const callEventQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(500),
  /** The id of the last event of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, "Use the next_cursor of the page before.")
    .optional(),
});
export type CallEventQuery = z.infer<typeof callEventQuerySchema>;

/** `GET /calls/{id}/events` → `{items}`; gate.verdict, carrier.request, carrier.event, session.state, turn.*, tool.*, settle … */
export const callEventSchema = z.object({
  id: z.number().int(),
  at: timeSchema,
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type CallEvent = z.infer<typeof callEventSchema>;

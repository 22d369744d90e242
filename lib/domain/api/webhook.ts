import { z } from "zod";
import { ANSWERED_BY, CAMPAIGN_STATUSES, DISPOSITIONS, ENDED_BY, TELEPHONY_RESULTS } from "../statuses.ts";
import { callAnalysisSchema } from "./analysis.ts";
import { pageQuerySchema } from "./page.ts";
import { countSchema, idSchema, textSchema, timeSchema } from "./primitives.ts";
import { WEBHOOK_EVENTS } from "../choices.ts";

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
/** What comes of the test button, whatever was chosen. */
export const TEST_EVENT = "webhook.test";

export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

const fields = {
  url: z
    .string({ error: "Give an address." })
    .trim()
    .max(2000)
    .pipe(z.url({ protocol: /^https?$/, error: "Give an address such as https://example.com/talky." })),
  description: textSchema(200),
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1, "Choose at least one event.").max(WEBHOOK_EVENTS.length),
};

/** `POST /webhooks`. */
export const webhookInputSchema = z.object({ ...fields, description: fields.description.default("") });
export type WebhookInput = z.infer<typeof webhookInputSchema>;

/** `PATCH /webhooks/{id}`: only what is given changes. While it is off, nothing is sent; what waits goes out when it is on again. */
export const webhookPatchSchema = z.object({ ...fields, is_active: z.boolean() }).partial();
export type WebhookPatch = z.infer<typeof webhookPatchSchema>;

export const webhookSchema = z.object({
  id: idSchema,
  url: z.string(),
  description: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  is_active: z.boolean(),
  /** `gone`: the address answered that it is there no more (410). */
  disabled_reason: z.enum(["gone"]).nullable(),
  /** Until then the secret before the last rotation signs too. */
  former_secret_until: timeSchema.nullable(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type Webhook = z.infer<typeof webhookSchema>;

/** The answers that have the secret: at the making, and after a rotation. */
export const webhookWithSecretSchema = webhookSchema.extend({ secret: z.string() });
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;

export const deliveryQuerySchema = pageQuerySchema.extend({ status: z.enum(DELIVERY_STATUSES).optional() });
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;

const attemptSchema = z.object({
  at: timeSchema,
  /** The HTTP status; null: there was no answer. */
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  duration_ms: countSchema,
});
export type DeliveryAttempt = z.infer<typeof attemptSchema>;

export const deliverySchema = z.object({
  /** The message's `webhook-id`, the same each time it is sent. */
  id: idSchema,
  event: z.enum([...WEBHOOK_EVENTS, TEST_EVENT]),
  payload: z.record(z.string(), z.unknown()),
  status: z.enum(DELIVERY_STATUSES),
  attempts: countSchema,
  next_attempt_at: timeSchema.nullable(),
  /** Every try, oldest first. */
  log: z.array(attemptSchema),
  created_at: timeSchema,
  finished_at: timeSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

const message = <E extends string, D extends z.ZodType>(type: E, data: D) =>
  z.object({ type: z.literal(type), timestamp: timeSchema, data });

/** What is sent, event by event. The database writes it in the transaction of the fact. */
export const MESSAGES = {
  "call.ended": message(
    "call.ended",
    z.object({
      call_id: idSchema,
      campaign_id: idSchema,
      lead_id: idSchema,
      attempt: z.number().int(),
      phone_number: z.string(),
      from_number: z.string(),
      telephony_result: z.enum(TELEPHONY_RESULTS),
      answered_by: z.enum(ANSWERED_BY).nullable(),
      disposition: z.enum(DISPOSITIONS).nullable(),
      goal_achieved: z.boolean(),
      requested_at: timeSchema,
      answered_at: timeSchema.nullable(),
      ended_at: timeSchema.nullable(),
      duration_s: z.number().nullable(),
      ended_by: z.enum(ENDED_BY).nullable(),
      callback_at: timeSchema.nullable(),
    }),
  ),
  "call.corrected": message(
    "call.corrected",
    z.object({
      call_id: idSchema,
      campaign_id: idSchema,
      lead_id: idSchema,
      phone_number: z.string(),
      former_disposition: z.enum(DISPOSITIONS),
      disposition: z.enum(DISPOSITIONS),
      goal_achieved: z.boolean(),
      /** null: it is what it was at first. */
      reason: z.string().nullable(),
    }),
  ),
  "call.analysed": message(
    "call.analysed",
    callAnalysisSchema.pick({
      call_id: true,
      summary: true,
      sentiment: true,
      goal_reached: true,
      outcome_reason: true,
      key_points: true,
      extracted: true,
    }),
  ),
  "campaign.status": message(
    "campaign.status",
    z.object({
      campaign_id: idSchema,
      name: z.string(),
      status: z.enum(CAMPAIGN_STATUSES),
      former_status: z.enum(CAMPAIGN_STATUSES),
      pause_reason: z.string().nullable(),
    }),
  ),
} as const satisfies Record<WebhookEvent, z.ZodType>;

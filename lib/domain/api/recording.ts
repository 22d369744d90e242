import { z } from "zod";
import { DISPOSITIONS } from "../statuses.ts";
import { pageQuerySchema } from "./page.ts";
import { countSchema, idSchema, timeSchema } from "./primitives.ts";

export const recordingQuerySchema = pageQuerySchema.extend({
  campaign_id: idSchema.optional(),
  /** What the conversation came to. */
  disposition: z.enum(DISPOSITIONS).optional(),
});
export type RecordingQuery = z.infer<typeof recordingQuerySchema>;

/** `GET /recordings`; it is played from `/calls/{id}/recording`. */
export const recordingSchema = z.object({
  id: idSchema,
  duration_s: z.number(),
  bytes: countSchema,
  created_at: timeSchema,
  call: z.object({
    id: idSchema,
    campaign_id: idSchema,
    campaign_name: z.string(),
    lead_id: idSchema,
    contact_name: z.string().nullable(),
    phone_number: z.string(),
    disposition: z.enum(DISPOSITIONS).nullable(),
    requested_at: timeSchema,
  }),
});
export type Recording = z.infer<typeof recordingSchema>;

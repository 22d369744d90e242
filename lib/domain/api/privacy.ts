import { z } from "zod";
import { countSchema, requiredTextSchema } from "./primitives.ts";

const days = z
  .number({ error: "Give a number of days, or null to keep for good." })
  .int()
  .min(1, "Keep for a day at least.")
  .max(3650, "Keep for ten years at most, or for good.")
  .nullable();

/** `PATCH /data/retention`: only what is given changes; null keeps for good. */
export const retentionPatchSchema = z
  .object({ recordings_days: days, transcripts_days: days, events_days: days })
  .partial();
export type RetentionPatch = z.infer<typeof retentionPatchSchema>;

/** `GET /data/retention`. */
export const retentionSchema = z.object({
  recordings_days: countSchema.nullable(),
  transcripts_days: countSchema.nullable(),
  events_days: countSchema.nullable(),
});
export type Retention = z.infer<typeof retentionSchema>;

/** `POST /data/export` and `/data/erasure`: whose data. */
export const personSchema = z.object({
  phone_number: requiredTextSchema(40, "Give the person's phone number."),
});
export type PersonInput = z.infer<typeof personSchema>;

/** What went, by kind. The number is never called again. */
export const erasureSchema = z.object({
  erased: z.object({
    contacts: countSchema,
    calls: countSchema,
    turns: countSchema,
    recordings: countSchema,
    analyses: countSchema,
    events: countSchema,
    import_rows: countSchema,
    import_files: countSchema,
    clients: countSchema,
    consents: countSchema,
    do_not_call: countSchema,
  }),
});
export type Erasure = z.infer<typeof erasureSchema>;

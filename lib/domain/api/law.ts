import { z } from "zod";
import { lawSchema, lawTermsSchema, placeSchema } from "../laws/law.ts";
import { textSchema, timeSchema } from "./primitives.ts";

/** `POST /admin/laws`: what holds in a place from now on; null: what is shipped. */
export const lawChangeSchema = z.object({
  place: placeSchema,
  terms: lawTermsSchema.omit({ entered_on: true }).nullable(),
  reason: textSchema(1000).refine((text) => text.length >= 10, "Say in a sentence why, for the log."),
});
export type LawChangeInput = z.infer<typeof lawChangeSchema>;

/** `GET /admin/laws` */
export const platformLawSchema = lawSchema.extend({
  /** By an operator; else it is as shipped. */
  is_changed: z.boolean(),
  /** Its review date has passed. */
  is_due: z.boolean(),
});

export const platformLawsSchema = z.object({
  items: z.array(platformLawSchema),
  /** Newest first. */
  changes: z.array(
    z.object({
      place: z.string(),
      terms: lawTermsSchema.nullable(),
      at: timeSchema,
      by: z.string(),
      reason: z.string(),
    }),
  ),
});
export type PlatformLaws = z.infer<typeof platformLawsSchema>;

import { z } from "zod";
import { countSchema, textSchema, timeSchema } from "./primitives.ts";

const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, "Use two-letter country codes, such as US or FR.");

const wholeNumber = z.number({ error: "Give a whole number." }).int("Give a whole number.");

/** `PATCH /dialing-rules`: only what is given changes. */
export const dialingRulesPatchSchema = z
  .object({
    /** null: every country. */
    allowed_countries: z
      .array(country)
      .min(1, "Name at least one country, or allow all of them.")
      .max(250)
      .transform((codes) => [...new Set(codes)].sort())
      .nullable(),
    attempts_per_day: wholeNumber.min(1).max(3, "Some laws allow three calls in 24 hours at most."),
    attempts_per_week: wholeNumber.min(1).max(10),
    min_gap_minutes: wholeNumber.min(0).max(1440),
    /** Why marketing calls need no recorded consent; null: they need it again. */
    consent_waiver: textSchema(4000)
      .refine((text) => text.length >= 20, "Say in a sentence or two why no recorded consent is needed.")
      .nullable(),
  })
  .partial();
export type DialingRulesPatch = z.infer<typeof dialingRulesPatchSchema>;

/** `GET /dialing-rules`: what a business has set of the rules before a call. */
export const dialingRulesSchema = z.object({
  allowed_countries: z.array(z.string()).nullable(),
  attempts_per_day: countSchema,
  attempts_per_week: countSchema,
  min_gap_minutes: countSchema,
  consent_waiver: z.string().nullable(),
  consent_waived_at: timeSchema.nullable(),
  consent_waived_by: z.string().nullable(),
});
export type DialingRules = z.infer<typeof dialingRulesSchema>;

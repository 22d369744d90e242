import { z } from "zod";
import { countSchema, idSchema, requiredTextSchema, textSchema, timeSchema } from "./primitives.ts";

/** A tenant's pool is read whole before each dial. */
export const MOST_PHONE_NUMBERS = 200;
const DEFAULT_DAILY_CAP = 100;

const details = {
  label: textSchema(120),
  /** Calls a day (UTC) at most. */
  daily_cap: z
    .number({ error: "Say how often the number may call on a day." })
    .int()
    .min(1, "Use at least 1; switch the number off to call from it no more.")
    .max(10_000),
  is_active: z.boolean(),
};

/** `POST /phone-numbers`: a number that the carrier lets this business call from. */
export const phoneNumberInputSchema = z.object({
  phone_number: requiredTextSchema(40, "Give a phone number."),
  label: details.label.default(""),
  daily_cap: details.daily_cap.default(DEFAULT_DAILY_CAP),
  is_active: details.is_active.default(true),
});
export type PhoneNumberInput = z.infer<typeof phoneNumberInputSchema>;

/** `PATCH /phone-numbers/{id}`: only what is given changes. */
export const phoneNumberPatchSchema = z.object(details).partial();
export type PhoneNumberPatch = z.infer<typeof phoneNumberPatchSchema>;

export const phoneNumberSchema = z.object({
  id: idSchema,
  phone_number: z.string(),
  label: z.string(),
  daily_cap: countSchema,
  is_active: z.boolean(),
  calls_today: countSchema,
  created_at: timeSchema,
});
export type PhoneNumber = z.infer<typeof phoneNumberSchema>;

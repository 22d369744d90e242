import { z } from "zod";
import { HOLIDAY_CALENDARS } from "./holidays.ts";

/** A range such as `10:00-13:00`; laws begin and end on the quarter, and a search for the next open moment steps by it. */
const RANGE = /^([01]\d|2[0-3]):(00|15|30|45)-(([01]\d|2[0-3]):(00|15|30|45)|24:00)$/;

/** Opening ranges of a day, one after the other, on the callee's own clock; empty: no calls on that day. */
const hoursSchema = z
  .string()
  .trim()
  .max(100)
  .transform((text) => text.split(/\s+/).filter(Boolean).join(" "))
  .refine((text) => text === "" || text.split(" ").every((range) => RANGE.test(range)), {
    error: "Write ranges on the quarter of an hour, such as 09:00-13:00 14:00-20:30; nothing means no calls.",
  })
  .refine((text) => isAscending(text.split(/[ -]/)), {
    error: "Each range has to end after it begins, and before the next one begins.",
  });

const isAscending = (clocks: readonly string[]): boolean =>
  clocks.every((clock, i) => i === 0 || (clocks[i - 1] ?? "") < clock);

export const placeSchema = z
  .string()
  .regex(/^(?:[A-Z]{2}|US-[A-Z]{2})$/, "Name a country such as FR, or a state of the USA such as US-FL.");

const cap = z.number().int().min(1).max(1000).nullable();

/** What the law of a place says of calling somebody there, without the place itself. */
export const lawTermsSchema = z.object({
  weekdays: hoursSchema,
  saturday: hoursSchema,
  sunday: hoursSchema,
  /** No calls on the public holidays of this calendar. */
  holidays: z.enum(HOLIDAY_CALENDARS).nullable(),
  /** How often one number may be made to ring; null: the law sets no such cap. */
  attempts_per_day: cap,
  attempts_per_30_days: cap,
  /** Where the rule stands. */
  source: z.string().trim().min(5, "Say where the rule stands.").max(300),
  /** When the rule was entered, and when it must be looked at again. */
  entered_on: z.iso.date(),
  review_by: z.iso.date(),
});
export type LawTerms = z.infer<typeof lawTermsSchema>;

/** When the law of a place lets a business call somebody there, and how often. */
export const lawSchema = lawTermsSchema.extend({
  /** ISO 3166 country, or `US-` and a state. */
  place: placeSchema,
});
export type Law = z.infer<typeof lawSchema>;

import { z } from "zod";
import { timeSchema } from "./primitives.ts";

/** No call is older. Far behind it lies a year 0, of which Postgres knows nothing, whatever the time zone does to a day. */
const FIRST_YEAR = "1970";
const isKnown = (text: string): boolean => text >= FIRST_YEAR;

/** A time that somebody asks by. */
export const askedTimeSchema = timeSchema.refine(isKnown, `Give a time from the year ${FIRST_YEAR} on.`);

/** A day that somebody asks by. */
export const askedDaySchema = z.iso
  .date("Write the day as YYYY-MM-DD.")
  .refine(isKnown, `Give a day from the year ${FIRST_YEAR} on.`);

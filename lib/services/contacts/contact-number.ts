import { wrongField } from "../missing.ts";
import { DEFAULT_COUNTRY, readPhoneNumber } from "./phone-number.ts";

export interface ContactNumber {
  /** E.164. */
  phone_number: string;
  country: string | null;
  phone_type: string | null;
  phone_time_zones: string[];
}

/** Throws `invalid` at `phone_number`. */
export function contactNumber(text: string): ContactNumber {
  const read = readPhoneNumber(text, DEFAULT_COUNTRY);
  if ("problem" in read) {
    throw wrongField("phone_number", `${read.problem} Write it with its country code, such as +14155550100.`);
  }
  const { number, country, type, timeZones } = read;
  return { phone_number: number, country, phone_type: type, phone_time_zones: [...timeZones] };
}

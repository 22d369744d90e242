import { wrongField } from "../missing.ts";
import { DEFAULT_COUNTRY, readPhoneNumber } from "./phone-number.ts";

/** E.164. Throws `invalid` at `phone_number`. */
export function contactNumber(text: string): string {
  const read = readPhoneNumber(text, DEFAULT_COUNTRY);
  if ("problem" in read) {
    throw wrongField("phone_number", `${read.problem} Write it with its country code, such as +14155550100.`);
  }
  return read.number;
}

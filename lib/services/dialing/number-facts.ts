import { parsePhoneNumberFromString, type NumberType, type PhoneNumber } from "libphonenumber-js/max";
import type { NumberFacts } from "#lib/domain/dialing/lead-place";

const COSTLY: ReadonlySet<NumberType> = new Set([
  "PREMIUM_RATE",
  "SHARED_COST",
  "PERSONAL_NUMBER",
  "PAGER",
  "UAN",
  "VOICEMAIL",
]);

/** What the numbering plans say of an E.164 number. Needs the full metadata: the smaller ones know no classes. */
export function readNumberFacts(phoneNumber: string): NumberFacts {
  const parsed = parsePhoneNumberFromString(phoneNumber, { extract: false });
  if (!parsed)
    return { isValid: false, country: null, callingCode: "", isGeographic: false, isCostly: false };
  return factsOf(parsed);
}

/** The same of a number that is parsed already. */
export function factsOf(parsed: PhoneNumber): NumberFacts {
  const type = parsed.getType();
  return {
    isValid: parsed.isValid(),
    country: countryOf(parsed.country, parsed.countryCallingCode),
    callingCode: parsed.countryCallingCode,
    isGeographic: type === "FIXED_LINE" || type === "FIXED_LINE_OR_MOBILE",
    isCostly: COSTLY.has(type),
  };
}

/** A toll-free number of North America belongs to several countries; the strictest reading is the largest one's. */
function countryOf(country: string | undefined, callingCode: string): string | null {
  return country ?? (callingCode === "1" ? "US" : null);
}

import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { zonesOfNumber } from "#lib/domain/places/zones-of-number";
import { factsOf } from "../dialing/number-facts.ts";
import { isRounded, plainSpelling, splitExtension, splitNumbers } from "./phone-spelling.ts";

export const DEFAULT_COUNTRY: CountryCode = "US";

/** Two letters that the numbering plans know; null: they do not. */
export function toCountry(text: string): CountryCode | null {
  const country = text.trim().toUpperCase();
  return isSupportedCountry(country) ? country : null;
}

export interface GoodNumber {
  /** E.164. */
  number: string;
  /** Two letters; null: it belongs to no country. */
  country: string | null;
  /** As the numbering plan has it: `mobile`, `fixed_line`, …; null: it does not say. */
  type: string | null;
  /** Where its digits may be; empty: nobody can say. */
  timeZones: readonly string[];
  /** Dialled inside, once the number has answered; Talky does not. */
  extension: string | null;
  /** What else the cell holds. */
  others: string[];
}

export type NumberProblemCode = "phone_invalid" | "phone_rounded" | "phone_not_allowed";
export interface NumberProblem {
  code: NumberProblemCode;
  problem: string;
}

const INVALID: NumberProblem = { code: "phone_invalid", problem: "This is not a valid phone number." };
const ROUNDED: NumberProblem = {
  code: "phone_rounded",
  problem: "A spreadsheet has rounded this number; format the column as text.",
};
const PREMIUM: NumberProblem = {
  code: "phone_not_allowed",
  problem: "This is a premium-rate number; it is not called.",
};
const EMERGENCY: NumberProblem = { code: "phone_not_allowed", problem: "Emergency numbers are not called." };
const SHORT: NumberProblem = { code: "phone_invalid", problem: "This is a short number, not a phone's." };

const EMERGENCY_NUMBERS = new Set(
  "000 100 101 102 103 108 110 111 112 113 115 117 118 119 120 122 123 133 144 155 158 190 191 192 193 199 911 988 995 997 998 999".split(
    " ",
  ),
);

/** A cell in any usual spelling; without a country code it is read as one of `country`. Of several numbers the first good one is taken. */
export function readPhoneNumber(cell: string, country: CountryCode): GoodNumber | NumberProblem {
  const text = plainSpelling(cell);
  if (isRounded(text)) return ROUNDED;
  const whole = readOne(text, country);
  if (!("problem" in whole)) return whole;
  const parts = splitNumbers(text);
  if (parts.length < 2) return whole;
  const read = parts.map((part) => readOne(part, country));
  const at = read.findIndex((one) => !("problem" in one));
  const first = read[at];
  if (!first || "problem" in first) return whole;
  return { ...first, others: parts.filter((_, i) => i !== at) };
}

function readOne(text: string, country: CountryCode): GoodNumber | NumberProblem {
  const { base, extension } = splitExtension(text);
  const parsed = parse(base, country) ?? parseAbroad(base, country);
  if (!parsed) return whyNot(base);
  const type = parsed.getType();
  if (type === "PREMIUM_RATE") return PREMIUM;
  return {
    number: parsed.number,
    country: parsed.country ?? null,
    type: type?.toLowerCase() ?? null,
    timeZones: zonesOf(parsed),
    extension: extension ?? parsed.ext ?? null,
    others: [],
  };
}

function zonesOf(parsed: PhoneNumber): readonly string[] {
  const { country, callingCode, isGeographic } = factsOf(parsed);
  return country === null ? [] : zonesOfNumber({ e164: parsed.number, country, callingCode, isGeographic });
}

function parse(text: string, country: CountryCode): PhoneNumber | null {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  return parsed?.isValid() ? parsed : null;
}

/** Dialled from abroad, as another country dials: 00 from most, 011 from North America. */
function parseAbroad(text: string, country: CountryCode): PhoneNumber | null {
  const prefix = /^(?:00|011)(?=[\s(.-]*[1-9])/.exec(text)?.[0];
  return prefix === undefined ? null : parse(`+${text.slice(prefix.length)}`, country);
}

function whyNot(text: string): NumberProblem {
  const digits = text.replaceAll(/[\s().-]/g, "");
  if (!/^\+?\d{3,6}$/.test(digits)) return INVALID;
  return EMERGENCY_NUMBERS.has(digits) ? EMERGENCY : SHORT;
}

import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

export const DEFAULT_COUNTRY: CountryCode = "US";

/** Two letters that the numbering plans know; null: they do not. */
export function toCountry(text: string): CountryCode | null {
  const country = text.trim().toUpperCase();
  return isSupportedCountry(country) ? country : null;
}

export type ReadNumber = { number: string } | { problem: string };

/** A number in any usual spelling → E.164; without a country code it is read as one of `country`. */
export function readPhoneNumber(text: string, country: CountryCode): ReadNumber {
  // A leading apostrophe is how spreadsheets keep a number as text.
  const trimmed = text.trim().replace(/^('|tel:)/i, "");
  if (/^\d(\.\d+)?e\+?\d+$/i.test(trimmed)) {
    return { problem: "A spreadsheet has rounded this number; format the column as text." };
  }
  const parse = (spelling: string) => {
    const parsed = parsePhoneNumberFromString(spelling, { defaultCountry: country, extract: false });
    return parsed?.isValid() ? parsed : undefined;
  };
  const parsed = parse(trimmed) ?? (trimmed.startsWith("00") ? parse(`+${trimmed.slice(2)}`) : undefined);
  if (!parsed) return { problem: "This is not a valid phone number." };
  if (parsed.ext) return { problem: "A number with an extension cannot be dialled." };
  return { number: parsed.number };
}

import type { CountryCode } from "libphonenumber-js/max";
import { DEFAULT_COUNTRY, readPhoneNumber, toCountry } from "../contacts/phone-number.ts";

const TRIED = 3;

/** The country by which the most of the cells are numbers, of those that the file's international numbers belong to. */
export function guessCountry(cells: string[]): CountryCode {
  const seen = new Map<string, number>();
  for (const cell of cells) {
    if (!/^\D*(?:\+|00)/.test(cell)) continue;
    const read = readPhoneNumber(cell, DEFAULT_COUNTRY);
    if (!("problem" in read) && read.country) seen.set(read.country, (seen.get(read.country) ?? 0) + 1);
  }
  const often = [...seen]
    .toSorted(([, a], [, b]) => b - a)
    .map(([country]) => toCountry(country) ?? DEFAULT_COUNTRY);
  let best: CountryCode = DEFAULT_COUNTRY;
  let most = -1;
  for (const country of new Set([...often.slice(0, TRIED), DEFAULT_COUNTRY])) {
    const good = cells.filter((cell) => !("problem" in readPhoneNumber(cell, country))).length;
    if (good > most) [best, most] = [country, good];
  }
  return best;
}

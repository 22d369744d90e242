import { ZONES_BY_COUNTRY } from "./zones-by-country.ts";
import { ZONES_BY_PREFIX } from "./zones-by-prefix.ts";

const ZONES_OF_PREFIX = new Map(
  Object.entries(ZONES_BY_PREFIX).flatMap(([zones, prefixes]) =>
    prefixes.split(" ").map((prefix) => [prefix, zones.split("&")] as const),
  ),
);
const LONGEST_PREFIX = Math.max(...[...ZONES_OF_PREFIX.keys()].map((prefix) => prefix.length));

/** All zones of a country (ISO 3166) whose clocks differ; empty: not known. */
export const zonesOfCountry = (country: string): readonly string[] =>
  ZONES_BY_COUNTRY[country]?.split(" ") ?? [];

const underPrefix = new Map<string, readonly string[]>();

/** A prefix whose longer ones are elsewhere in part says no more than all of them together. */
function zonesUnder(prefix: string): readonly string[] {
  const known = underPrefix.get(prefix);
  if (known) return known;
  const all = new Set<string>();
  for (const [one, zones] of ZONES_OF_PREFIX) {
    if (one.startsWith(prefix)) for (const zone of zones) all.add(zone);
  }
  const zones = [...all];
  underPrefix.set(prefix, zones);
  return zones;
}

export interface PlacedNumber {
  e164: string;
  country: string;
  callingCode: string;
  /** Its digits name an area: not so with toll-free numbers, nor with mobile ones where these have a range of their own. */
  isGeographic: boolean;
}

/** The zones that a number's digits point to: those of its area, or of its whole country. Empty: nothing is known. */
export function zonesOfNumber({ e164, country, callingCode, isGeographic }: PlacedNumber): readonly string[] {
  const digits = e164.slice(1);
  const longest = isGeographic ? Math.min(LONGEST_PREFIX, digits.length) : 0;
  for (let length = longest; length > callingCode.length; length -= 1) {
    const prefix = digits.slice(0, length);
    if (ZONES_OF_PREFIX.has(prefix)) return zonesUnder(prefix);
  }
  const ofCountry = zonesOfCountry(country);
  return ofCountry.length > 0 ? ofCountry : (ZONES_OF_PREFIX.get(callingCode) ?? []);
}

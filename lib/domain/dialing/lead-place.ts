import type { CallingConfig } from "#lib/domain/settings";
import { stateOfNumber, zonesOfState } from "#lib/domain/places/us-states";
import { zonesOfNumber } from "#lib/domain/places/zones-of-number";
import { isReservedNumber } from "./reserved-numbers.ts";

/** What the numbering plans say of a number. */
export interface NumberFacts {
  isValid: boolean;
  /** ISO 3166; null: no country's (satellites, international services). */
  country: string | null;
  callingCode: string;
  isGeographic: boolean;
  /** No person is called there, or the caller pays for more than the call. */
  isCostly: boolean;
}

export interface LeadFacts {
  phoneNumber: string;
  /** As it was given. */
  timezone: string | null;
  /** A state of the USA that the contact's own columns name. */
  state: string | null;
}

/**
 * The zones in which a lead may be: what was given, else their state's, else their number's. Empty: nothing is known. A
 * fictional number is nowhere, so the campaign's own zone holds for it.
 */
export function candidateZones(
  lead: LeadFacts,
  number: NumberFacts,
  calling: Pick<CallingConfig, "timezone">,
): readonly string[] {
  if (lead.timezone) return [lead.timezone];
  if (lead.state) return zonesOfState(lead.state);
  if (isReservedNumber(lead.phoneNumber)) return [calling.timezone];
  const { country, callingCode, isGeographic } = number;
  if (country === null) return [];
  return zonesOfNumber({ e164: lead.phoneNumber, country, callingCode, isGeographic });
}

/** Whose laws hold, all of them: the state's that was given, and the one of the number. Empty: nobody's. */
export function legalPlaces(lead: LeadFacts, number: NumberFacts): readonly string[] {
  if (isReservedNumber(lead.phoneNumber)) return [];
  const places = new Set<string>();
  if (lead.state) places.add(`US-${lead.state}`);
  const ofNumber = number.country === "US" ? stateOfNumber(lead.phoneNumber) : null;
  if (ofNumber) places.add(`US-${ofNumber}`);
  else if (!lead.state) places.add(number.country ?? "unknown");
  return [...places];
}

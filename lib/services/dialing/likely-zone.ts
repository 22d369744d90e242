import { candidateZones, type LeadFacts } from "#lib/domain/dialing/lead-place";
import type { CallingConfig } from "#lib/domain/settings";
import { readNumberFacts } from "./number-facts.ts";

/** The clock by which a retry is planned; the gate asks all of the lead's clocks later. null: not known. */
export function likelyZone(lead: LeadFacts, calling: Pick<CallingConfig, "timezone">): string | null {
  return candidateZones(lead, readNumberFacts(lead.phoneNumber), calling)[0] ?? null;
}

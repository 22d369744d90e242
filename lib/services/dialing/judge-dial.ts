import { askGate, type StoredFacts, type Verdict } from "#lib/domain/dialing/gate";
import { readNumberFacts } from "./number-facts.ts";

/** The gate, asked with what the numbering plans say of the number. */
export function judgeDial(facts: StoredFacts, now: Date): Verdict {
  return askGate({ ...facts, number: readNumberFacts(facts.lead.phoneNumber) }, now);
}

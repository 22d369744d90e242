import type { LiveEvent } from "#lib/domain/api/live";
import type { CallFilters } from "../call-queries.ts";

/** The id of the call that an event may add to a list with these filters; null: it adds none. */
export function newCallOf(filters: CallFilters, event: LiveEvent): string | null {
  if (event.type !== "call.started" && event.type !== "call.ended") return null;
  // What is searched for, and what lies behind, is looked at as it is.
  if (filters.search || filters.to) return null;
  if (filters.campaign_id && filters.campaign_id !== event.campaign_id) return null;
  if (event.type === "call.started") {
    if (filters.lead_id && filters.lead_id !== event.lead_id) return null;
    const isByOutcome = Boolean(filters.disposition ?? filters.telephony_result);
    return isByOutcome || filters.in_progress === "false" ? null : event.call_id;
  }
  if (filters.in_progress === "true") return null;
  if (filters.disposition && filters.disposition !== event.disposition) return null;
  if (filters.telephony_result && filters.telephony_result !== event.telephony_result) return null;
  return event.call_id;
}

import { DISPOSITIONS, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import type { CallFilters } from "@/app/_client/call-queries";

/** The address of the page: `?outcome=goal_achieved&campaign=<id>`; `outcome=live` is what goes on now. */
export interface CallSearch {
  outcome?: string | undefined;
  campaign?: string | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Unknown values are left out: an old link shows more rather than an error. */
export function filtersOf({ outcome, campaign }: CallSearch): CallFilters {
  return {
    ...(campaign && UUID.test(campaign) ? { campaign_id: campaign } : {}),
    ...(outcome === "live" ? { in_progress: "true" } : {}),
    ...(DISPOSITIONS.some((d) => d === outcome) ? { disposition: outcome } : {}),
    ...(TELEPHONY_RESULTS.some((t) => t === outcome) ? { telephony_result: outcome } : {}),
  };
}

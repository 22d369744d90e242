import { isId } from "#lib/domain/ids";
import { DISPOSITIONS, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import type { CallFilters } from "@/app/_client/call-queries";

/**
 * The address of the page: `?q=ada&outcome=goal_achieved&campaign=<id>&range=7d`; `outcome=live` is what goes on now; `from`
 * and `to` (ISO) in place of a range are a time that was zoomed into; `call=<id>` is open beside the list.
 */
export const CALL_SEARCH_FIELDS = ["q", "outcome", "campaign", "range", "from", "to"] as const;
export type CallSearch = Partial<Record<(typeof CALL_SEARCH_FIELDS)[number], string>>;

export const CALL_RANGES = {
  "1h": 3_600_000,
  "24h": 86_400_000,
  "7d": 604_800_000,
  "30d": 2_592_000_000,
  "90d": 7_776_000_000,
};
export type CallRange = keyof typeof CALL_RANGES;
export const DEFAULT_RANGE: CallRange = "30d";

const MAX_SEARCH = 120;
const MINUTE_MS = 60_000;

export function callSearchOf(read: (name: string) => string | null | undefined): CallSearch {
  const search: CallSearch = {};
  for (const name of CALL_SEARCH_FIELDS) {
    const value = read(name);
    if (value) search[name] = value;
  }
  return search;
}

export const rangeOf = ({ range }: CallSearch): CallRange =>
  range !== undefined && Object.hasOwn(CALL_RANGES, range) ? (range as CallRange) : DEFAULT_RANGE;

const isTime = (value: string | undefined): value is string =>
  value !== undefined && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));

/** Unknown values are left out: an old link shows more rather than an error. */
export function filtersOf(search: CallSearch, nowMs: number): CallFilters & { from: string } {
  const { q, outcome, campaign } = search;
  const text = q?.trim().slice(0, MAX_SEARCH);
  return {
    ...(text ? { search: text } : {}),
    ...(campaign && isId(campaign) ? { campaign_id: campaign } : {}),
    ...(outcome === "live" ? { in_progress: "true" } : {}),
    ...(DISPOSITIONS.some((d) => d === outcome) ? { disposition: outcome } : {}),
    ...(TELEPHONY_RESULTS.some((t) => t === outcome) ? { telephony_result: outcome } : {}),
    ...timeOf(search, nowMs),
  };
}

/** What the facets of a list are asked for: its filters but for the outcome, and an end that stands still. */
export function facetFiltersOf(
  filters: CallFilters & { from: string },
  nowMs: number,
): CallFilters & { from: string; to: string } {
  const { disposition: _, telephony_result: __, in_progress: ___, ...asked } = filters;
  return { ...asked, to: asked.to ?? new Date(nowMs + MINUTE_MS).toISOString() };
}

function timeOf(search: CallSearch, nowMs: number): { from: string; to?: string } {
  const { from, to } = search;
  if (isTime(from) && isTime(to) && from < to) return { from, to };
  const begin = Math.floor((nowMs - CALL_RANGES[rangeOf(search)]) / MINUTE_MS) * MINUTE_MS;
  return { from: new Date(begin).toISOString() };
}

export const isNarrowed = ({ q, outcome, campaign, from }: CallSearch): boolean =>
  Boolean(q?.trim() || outcome || campaign || from);

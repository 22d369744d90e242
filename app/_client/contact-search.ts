import { isId } from "#lib/domain/ids";
import { DISPOSITIONS, JOB_REASONS, LEAD_STATUSES, TELEPHONY_RESULTS } from "#lib/domain/statuses";

/** What a page's address says of a list of contacts: `?q=ada&status=done&outcome=busy&reason=do_not_call&tag=vip&campaign=<id>`. */
export const CONTACT_SEARCH_FIELDS = ["q", "status", "outcome", "reason", "tag", "campaign"] as const;
export type ContactSearchField = (typeof CONTACT_SEARCH_FIELDS)[number];
export type ContactSearch = Partial<Record<ContactSearchField, string>>;

/** In the API's spelling. */
export type ContactFilters = Partial<
  Record<"search" | "status" | "disposition" | "telephony_result" | "reason" | "tag" | "campaign_id", string>
>;

const MAX_SEARCH = 120;
const MAX_TAG = 60;

export function contactSearchOf(query: Record<string, string | string[] | undefined>): ContactSearch {
  const search: ContactSearch = {};
  for (const name of CONTACT_SEARCH_FIELDS) {
    const value = query[name];
    const first = Array.isArray(value) ? value[0] : value;
    if (first) search[name] = first;
  }
  return search;
}

const is = (list: readonly string[], value: string | undefined): value is string =>
  value !== undefined && list.includes(value);

/** Unknown values are left out: an old link shows more rather than an error. */
export function contactFiltersOf({
  q,
  status,
  outcome,
  reason,
  tag,
  campaign,
}: ContactSearch): ContactFilters {
  const search = q?.trim().slice(0, MAX_SEARCH);
  return {
    ...(search ? { search } : {}),
    ...(status !== "deleted" && is(LEAD_STATUSES, status) ? { status } : {}),
    ...(is(DISPOSITIONS, outcome) ? { disposition: outcome } : {}),
    ...(is(TELEPHONY_RESULTS, outcome) ? { telephony_result: outcome } : {}),
    ...(is(JOB_REASONS, reason) ? { reason } : {}),
    ...(tag && tag.length <= MAX_TAG ? { tag } : {}),
    ...(campaign && isId(campaign) ? { campaign_id: campaign } : {}),
  };
}

/** The address of the same page with another search; what it says besides stays. */
export function withContactSearch(href: string, search: ContactSearch): string {
  const url = new URL(href);
  for (const name of CONTACT_SEARCH_FIELDS) {
    const value = search[name];
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.pathname + url.search;
}

import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { Page } from "#lib/domain/api/page";
import type { Recording } from "#lib/domain/api/recording";
import { isId } from "#lib/domain/ids";
import { DISPOSITIONS } from "#lib/domain/statuses";
import { fetchApi } from "./fetch-api.ts";

/** In the API's spelling, which is the address's too. */
export type RecordingFilters = Partial<Record<"campaign_id" | "disposition", string>>;

export const RECORDINGS_LIMIT = 50;

/** Unknown values are left out: an old link shows more rather than an error. */
export function recordingFiltersOf(read: (name: string) => string | null | undefined): RecordingFilters {
  const [campaign, outcome] = [read("campaign_id"), read("disposition")];
  return {
    ...(campaign && isId(campaign) ? { campaign_id: campaign } : {}),
    ...(outcome && DISPOSITIONS.some((one) => one === outcome) ? { disposition: outcome } : {}),
  };
}

export const recordingsQuery = (filters: RecordingFilters, initial: Page<Recording> | undefined) =>
  infiniteQueryOptions({
    queryKey: ["recordings", filters],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ ...filters, limit: String(RECORDINGS_LIMIT) });
      if (pageParam) query.set("cursor", pageParam);
      return fetchApi<Page<Recording>>(`/recordings?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    ...(initial ? { initialData: { pages: [initial], pageParams: [null] } } : {}),
  });

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { CallAnalysis } from "#lib/domain/api/analysis";
import type { CallFacets } from "#lib/domain/api/call-facets";
import type { CallDetail, CallEvent, CallSummary } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import { type Peaks, wavPeaks } from "@/components/calls/wav-peaks";
import { API_BASE, fetchApi } from "./fetch-api.ts";

/** In the API's spelling; empty strings are left out. */
export type CallFilters = Partial<
  Record<
    | "search"
    | "from"
    | "to"
    | "campaign_id"
    | "lead_id"
    | "client_id"
    | "disposition"
    | "telephony_result"
    | "in_progress",
    string
  >
>;

export const callsKey = ["calls"] as const;
export const callFacetsKey = [...callsKey, "facets"] as const;

interface CallsQueryInput {
  filters: CallFilters;
  limit?: number;
  initial?: Page<CallSummary> | undefined;
}

export const callsQuery = ({ filters, limit = 50, initial }: CallsQueryInput) =>
  infiniteQueryOptions({
    queryKey: [...callsKey, "list", filters, limit],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: String(limit) });
      for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
      if (pageParam) query.set("cursor", pageParam);
      return fetchApi<Page<CallSummary>>(`/calls?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...(initial ? { initialData: { pages: [initial], pageParams: [null] } } : {}),
  });

/** Of the calls between two times; `filters` without an outcome. */
export const callFacetsQuery = (filters: CallFilters & { from: string; to: string }, initial?: CallFacets) =>
  queryOptions({
    queryKey: [...callFacetsKey, filters],
    queryFn: ({ signal }) =>
      fetchApi<CallFacets>(`/calls/facets?${new URLSearchParams(filters)}`, { signal }),
    ...(initial ? { initialData: initial } : {}),
  });

export const callsCsvSrc = (filters: CallFilters): string =>
  `${API_BASE}/calls/export.csv?${new URLSearchParams(filters)}`;

/** No event tells of what is made out of a call when it is over: its recording, and what was read out of it. */
const AFTERWARDS_EVERY_MS = 3_000;
const GIVEN_UP_AFTER_MS = 120_000;

/** The call is over, and more may still come of it. */
export function isSettling(call: CallDetail | undefined): boolean {
  if (!call || call.ended_at === null) return false;
  const isMissing = call.settled_at === null || (call.answered_at !== null && call.recording === null);
  return isMissing && Date.now() - Date.parse(call.ended_at) < GIVEN_UP_AFTER_MS;
}

/** Asked for when it is opened. */
export const openedCallQuery = (id: string) =>
  queryOptions({
    queryKey: [...callsKey, id],
    queryFn: ({ signal }) => fetchApi<CallDetail>(`/calls/${id}`, { signal }),
    refetchInterval: (query) => (isSettling(query.state.data) ? AFTERWARDS_EVERY_MS : false),
  });

export const callQuery = (id: string, initial: CallDetail) => ({
  ...openedCallQuery(id),
  initialData: initial,
});

export const callEventsQuery = (id: string, initial: Page<CallEvent>) =>
  queryOptions({
    queryKey: [...callsKey, id, "events"],
    queryFn: ({ signal }) => fetchApi<Page<CallEvent>>(`/calls/${id}/events?limit=200`, { signal }),
    initialData: initial,
  });

/** Asked while it is under way, and for a little while after a call that may still get one. */
export const callAnalysisQuery = (id: string, isSettling: boolean, initial: CallAnalysis) =>
  queryOptions({
    queryKey: [...callsKey, id, "analysis"],
    queryFn: ({ signal }) => fetchApi<CallAnalysis>(`/calls/${id}/analysis`, { signal }),
    refetchInterval: (query) =>
      query.state.data?.status === "pending" || (isSettling && query.state.data?.status === "none")
        ? AFTERWARDS_EVERY_MS
        : false,
    initialData: initial,
  });

export const recordingSrc = (callId: string): string => `${API_BASE}/calls/${callId}/recording`;

/** Above this a recording is played without its wave: drawing it would fetch all of it first. */
const MAX_DRAWN_BYTES = 12 * 1024 * 1024;
const WAVE_SLICES = 320;

export const recordingPeaksQuery = (callId: string, bytes: number | null) =>
  queryOptions({
    queryKey: ["recording-peaks", callId],
    queryFn: async ({ signal }): Promise<Peaks | null> => {
      const response = await fetch(recordingSrc(callId), { signal });
      return response.ok ? wavPeaks(await response.arrayBuffer(), WAVE_SLICES) : null;
    },
    enabled: bytes !== null && bytes <= MAX_DRAWN_BYTES,
    staleTime: Infinity,
  });

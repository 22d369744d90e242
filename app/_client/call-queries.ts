import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { CallAnalysis } from "#lib/domain/api/analysis";
import type { CallDetail, CallEvent, CallSummary } from "#lib/domain/api/call";
import type { DashboardStats } from "#lib/domain/api/dashboard";
import type { Page } from "#lib/domain/api/page";
import { type Peaks, wavPeaks } from "@/components/calls/wav-peaks";
import { API_BASE, fetchApi } from "./fetch-api.ts";
import { LIVE_EVERY_MS, QUIET_EVERY_MS } from "./polling.ts";

/** In the API's spelling; empty strings are left out. */
export type CallFilters = Partial<
  Record<"campaign_id" | "lead_id" | "client_id" | "disposition" | "telephony_result" | "in_progress", string>
>;

export const callsKey = ["calls"] as const;

interface CallsQueryInput {
  filters: CallFilters;
  limit?: number;
  /** Ask every second: calls come and go. */
  isLive: boolean;
  initial?: Page<CallSummary> | undefined;
}

export const callsQuery = ({ filters, limit = 50, isLive, initial }: CallsQueryInput) =>
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
    refetchInterval: isLive ? LIVE_EVERY_MS : QUIET_EVERY_MS,
    ...(initial ? { initialData: { pages: [initial], pageParams: [null] } } : {}),
  });

/** Until the outcome has settled and the recording has come, or surely will not. */
const isUnfinished = (call: CallDetail | undefined): boolean =>
  call !== undefined && (call.settled_at === null || (call.answered_at !== null && call.recording === null));
const GIVEN_UP_AFTER_MS = 120_000;

export function callRefetchMs(call: CallDetail | undefined): number | false {
  if (!call || !isUnfinished(call)) return false;
  const endedMs = call.ended_at === null ? null : Date.parse(call.ended_at);
  if (call.settled_at !== null && endedMs !== null && Date.now() - endedMs > GIVEN_UP_AFTER_MS) return false;
  return LIVE_EVERY_MS;
}

export const callQuery = (id: string, initial: CallDetail) =>
  queryOptions({
    queryKey: [...callsKey, id],
    queryFn: ({ signal }) => fetchApi<CallDetail>(`/calls/${id}`, { signal }),
    refetchInterval: (query) => callRefetchMs(query.state.data),
    initialData: initial,
  });

export const callEventsQuery = (id: string, isLive: boolean, initial: Page<CallEvent>) =>
  queryOptions({
    queryKey: [...callsKey, id, "events"],
    queryFn: ({ signal }) => fetchApi<Page<CallEvent>>(`/calls/${id}/events?limit=200`, { signal }),
    refetchInterval: isLive ? LIVE_EVERY_MS : false,
    initialData: initial,
  });

/** Asked while it is under way, and for a little while after a call that may still get one. */
export const callAnalysisQuery = (id: string, isMoving: boolean, initial: CallAnalysis) =>
  queryOptions({
    queryKey: [...callsKey, id, "analysis"],
    queryFn: ({ signal }) => fetchApi<CallAnalysis>(`/calls/${id}/analysis`, { signal }),
    refetchInterval: (query) =>
      query.state.data?.status === "pending" || (isMoving && query.state.data?.status === "none")
        ? LIVE_EVERY_MS
        : false,
    initialData: initial,
  });

export const dashboardQuery = (timezone: string, initial?: DashboardStats) =>
  queryOptions({
    queryKey: ["dashboard", timezone],
    queryFn: ({ signal }) =>
      fetchApi<DashboardStats>(`/dashboard/stats?timezone=${encodeURIComponent(timezone)}`, { signal }),
    refetchInterval: (query) =>
      (query.state.data?.calls_in_progress ?? 0) > 0 ? LIVE_EVERY_MS : QUIET_EVERY_MS,
    ...(initial ? { placeholderData: initial } : {}),
  });

export const recordingSrc = (callId: string): string => `${API_BASE}/calls/${callId}/recording`;

/** Above this a recording is played without its wave: drawing it would fetch all of it first. */
const MAX_DRAWN_BYTES = 12 * 1024 * 1024;
const WAVE_SLICES = 320;

export const recordingPeaksQuery = (callId: string, bytes: number | null) =>
  queryOptions({
    queryKey: [...callsKey, callId, "peaks"],
    queryFn: async ({ signal }): Promise<Peaks | null> => {
      const response = await fetch(recordingSrc(callId), { signal });
      return response.ok ? wavPeaks(await response.arrayBuffer(), WAVE_SLICES) : null;
    },
    enabled: bytes !== null && bytes <= MAX_DRAWN_BYTES,
    staleTime: Infinity,
  });

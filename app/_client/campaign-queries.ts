import { queryOptions } from "@tanstack/react-query";
import type { Campaign } from "#lib/domain/api/campaign";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import type { StartReview } from "#lib/domain/api/start-review";
import type { Import } from "#lib/domain/api/import";
import type { JudgementReport } from "#lib/domain/api/judgement";
import type { Page } from "#lib/domain/api/page";
import { fetchApi } from "./fetch-api.ts";
import { LIVE_EVERY_MS, QUIET_EVERY_MS } from "./polling.ts";

/** Still moving: running, or paused and stopped while calls in progress go on. */
const isMoving = (campaign: { status: string; calls_in_progress: number } | undefined): boolean =>
  campaign?.status === "running" || (campaign?.calls_in_progress ?? 0) > 0;

export const campaignsKey = ["campaigns"] as const;

export const campaignsQuery = (initial: Page<Campaign>) =>
  queryOptions({
    queryKey: [...campaignsKey, "list"],
    queryFn: ({ signal }) => fetchApi<Page<Campaign>>("/campaigns?limit=100", { signal }),
    refetchInterval: (query) => (query.state.data?.items.some(isMoving) ? LIVE_EVERY_MS : QUIET_EVERY_MS),
    initialData: initial,
  });

export const campaignQuery = (id: string, initial: Campaign) =>
  queryOptions({
    queryKey: [...campaignsKey, id],
    queryFn: ({ signal }) => fetchApi<Campaign>(`/campaigns/${id}`, { signal }),
    refetchInterval: (query) => (isMoving(query.state.data) ? LIVE_EVERY_MS : false),
    initialData: initial,
  });

export const campaignStatsQuery = (id: string, initial: CampaignStats) =>
  queryOptions({
    queryKey: [...campaignsKey, id, "stats"],
    queryFn: ({ signal }) => fetchApi<CampaignStats>(`/campaigns/${id}/stats`, { signal }),
    refetchInterval: (query) => (isMoving(query.state.data) ? LIVE_EVERY_MS : false),
    initialData: initial,
  });

/** Asked when somebody is about to start, and then anew each time. */
export const startReviewQuery = (id: string) =>
  queryOptions({
    queryKey: [...campaignsKey, id, "start-review"],
    queryFn: ({ signal }) => fetchApi<StartReview>(`/campaigns/${id}/start-review`, { signal }),
  });

/** Replays the whole log, so that it is asked for only by whoever looks at it. */
export const judgementQuery = (campaignId: string) =>
  queryOptions({
    queryKey: ["judgements", campaignId],
    queryFn: ({ signal }) => fetchApi<JudgementReport>(`/campaigns/${campaignId}/judgement`, { signal }),
    staleTime: 0,
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => fetchApi<Import>(`/imports/${id}`, { signal }),
    refetchInterval: (query) => {
      const status = query.state.data?.status;
      return status === undefined || status === "queued" || status === "running" ? LIVE_EVERY_MS / 2 : false;
    },
  });

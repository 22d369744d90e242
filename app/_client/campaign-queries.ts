import { queryOptions } from "@tanstack/react-query";
import type { Campaign } from "#lib/domain/api/campaign";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import type { StartReview } from "#lib/domain/api/start-review";
import type { Import } from "#lib/domain/api/import";
import type { JudgementReport } from "#lib/domain/api/judgement";
import type { Page } from "#lib/domain/api/page";
import { fetchApi } from "./fetch-api.ts";

export const campaignsKey = ["campaigns"] as const;
export const runningKey = [...campaignsKey, "running"] as const;
export const importsKey = ["imports"] as const;

export const campaignsQuery = (initial: Page<Campaign>) =>
  queryOptions({
    queryKey: [...campaignsKey, "list"],
    queryFn: ({ signal }) => fetchApi<Page<Campaign>>("/campaigns?limit=200", { signal }),
    initialData: initial,
  });

/** Those that run now, for the sidebar of every page. */
export const runningCampaignsQuery = () =>
  queryOptions({
    queryKey: runningKey,
    queryFn: ({ signal }) => fetchApi<Page<Campaign>>("/campaigns?status=running&limit=6", { signal }),
  });

export const campaignQuery = (id: string, initial: Campaign) =>
  queryOptions({
    queryKey: [...campaignsKey, id],
    queryFn: ({ signal }) => fetchApi<Campaign>(`/campaigns/${id}`, { signal }),
    initialData: initial,
  });

export const campaignStatsQuery = (id: string, initial: CampaignStats) =>
  queryOptions({
    queryKey: [...campaignsKey, id, "stats"],
    queryFn: ({ signal }) => fetchApi<CampaignStats>(`/campaigns/${id}/stats`, { signal }),
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
    queryKey: [...importsKey, id],
    queryFn: ({ signal }) => fetchApi<Import>(`/imports/${id}`, { signal }),
  });

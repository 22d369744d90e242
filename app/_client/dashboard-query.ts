import { queryOptions } from "@tanstack/react-query";
import type { DashboardStats } from "#lib/domain/api/dashboard";
import { fetchApi } from "./fetch-api.ts";

export const dashboardKey = ["dashboard"] as const;

export const dashboardQuery = (timezone: string, initial?: DashboardStats) =>
  queryOptions({
    queryKey: [...dashboardKey, timezone],
    queryFn: ({ signal }) =>
      fetchApi<DashboardStats>(`/dashboard/stats?timezone=${encodeURIComponent(timezone)}`, { signal }),
    ...(initial ? { placeholderData: initial } : {}),
  });

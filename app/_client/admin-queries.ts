import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AdminHealth } from "#lib/domain/api/admin";
import type { PlatformLaws } from "#lib/domain/api/law";
import type { Page } from "#lib/domain/api/page";
import { fetchApi } from "./fetch-api.ts";

export const adminKey = ["admin"] as const;

/** One of the platform's lists. Each look is written down, so it is taken when somebody asks for it only. */
export const adminListQuery = <T>(
  list: "tenants" | "users" | "calls" | "audit",
  asked: Record<string, string>,
) =>
  infiniteQueryOptions({
    queryKey: [...adminKey, list, asked],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: "50", ...asked });
      if (pageParam) query.set("cursor", pageParam);
      return fetchApi<Page<T>>(`/admin/${list}?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchOnWindowFocus: false,
  });

export const adminHealthQuery = queryOptions({
  queryKey: [...adminKey, "health"],
  queryFn: ({ signal }) => fetchApi<AdminHealth>("/admin/health", { signal }),
  refetchOnWindowFocus: false,
});

export const adminLawsQuery = queryOptions({
  queryKey: [...adminKey, "laws"],
  queryFn: ({ signal }) => fetchApi<PlatformLaws>("/admin/laws", { signal }),
  refetchOnWindowFocus: false,
});

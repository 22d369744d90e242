import { infiniteQueryOptions } from "@tanstack/react-query";
import type { ApiKey } from "#lib/domain/api/api-key";
import type { Page } from "#lib/domain/api/page";
import { fetchApi } from "./fetch-api.ts";

export const apiKeysKey = ["api-keys"] as const;

export const apiKeysQuery = (initial: Page<ApiKey>) =>
  infiniteQueryOptions({
    queryKey: apiKeysKey,
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: "50" });
      if (pageParam) query.set("cursor", pageParam);
      return fetchApi<Page<ApiKey>>(`/api-keys?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    initialData: { pages: [initial], pageParams: [null] },
  });

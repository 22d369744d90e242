import { infiniteQueryOptions } from "@tanstack/react-query";
import type { DncEntry } from "#lib/domain/api/dnc";
import type { Page } from "#lib/domain/api/page";
import { fetchApi } from "./fetch-api.ts";

export const dncKey = ["dnc"] as const;

export const dncQuery = (search: string, initial?: Page<DncEntry>) =>
  infiniteQueryOptions({
    queryKey: [...dncKey, search],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: "50" });
      if (search) query.set("search", search);
      if (pageParam) query.set("cursor", pageParam);
      return fetchApi<Page<DncEntry>>(`/dnc?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...(initial ? { initialData: { pages: [initial], pageParams: [null] } } : {}),
  });

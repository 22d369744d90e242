import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Client } from "#lib/domain/api/client";
import type { Page } from "#lib/domain/api/page";
import { fetchApi } from "./fetch-api.ts";

export const clientsKey = ["clients"] as const;

interface ClientsQueryInput {
  search: string;
  archived: boolean;
  initial?: Page<Client> | undefined;
}

export const clientsQuery = ({ search, archived, initial }: ClientsQueryInput) =>
  infiniteQueryOptions({
    queryKey: [...clientsKey, "list", search, archived],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: "50", archived: String(archived) });
      if (search) query.set("search", search);
      if (pageParam) query.set("cursor", pageParam);
      return fetchApi<Page<Client>>(`/clients?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...(initial ? { initialData: { pages: [initial], pageParams: [null] } } : {}),
  });

export const clientQuery = (initial: Client) =>
  queryOptions({
    queryKey: [...clientsKey, initial.id],
    queryFn: ({ signal }) => fetchApi<Client>(`/clients/${initial.id}`, { signal }),
    initialData: initial,
  });

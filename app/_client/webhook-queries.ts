import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Page } from "#lib/domain/api/page";
import type { Delivery, Webhook } from "#lib/domain/api/webhook";
import { fetchApi } from "./fetch-api.ts";

export const webhooksKey = ["webhooks"] as const;

/** All of them: there are at most 20. */
export const webhooksQuery = (initial: Page<Webhook>) =>
  queryOptions({
    queryKey: [...webhooksKey, "list"],
    queryFn: ({ signal }) => fetchApi<Page<Webhook>>("/webhooks", { signal }),
    initialData: initial,
  });

export const webhookQuery = (initial: Webhook) =>
  queryOptions({
    queryKey: [...webhooksKey, initial.id],
    queryFn: ({ signal }) => fetchApi<Webhook>(`/webhooks/${initial.id}`, { signal }),
    initialData: initial,
  });

const AGAIN_MS = 2000;

/** Looked at again while something is under way. */
export const deliveriesQuery = (webhookId: string, initial: Page<Delivery>) =>
  infiniteQueryOptions({
    queryKey: [...webhooksKey, webhookId, "deliveries"],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: "50" });
      if (pageParam) query.set("cursor", pageParam);
      return fetchApi<Page<Delivery>>(`/webhooks/${webhookId}/deliveries?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    initialData: { pages: [initial], pageParams: [null] },
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(({ status }) => status === "pending"))
        ? AGAIN_MS
        : false,
  });

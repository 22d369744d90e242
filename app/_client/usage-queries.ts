import { queryOptions } from "@tanstack/react-query";
import type { Usage } from "#lib/domain/api/usage";
import { fetchApi } from "./fetch-api.ts";

export const usageQuery = (initial: Usage) =>
  queryOptions({
    queryKey: ["usage"],
    queryFn: ({ signal }) => fetchApi<Usage>("/usage", { signal }),
    initialData: initial,
  });

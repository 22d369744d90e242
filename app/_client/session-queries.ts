import { queryOptions } from "@tanstack/react-query";
import type { Page } from "#lib/domain/api/page";
import type { UserSession } from "#lib/domain/api/user-session";
import { fetchApi } from "./fetch-api.ts";

export const sessionsQuery = (initial: Page<UserSession>) =>
  queryOptions({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => fetchApi<Page<UserSession>>("/auth/sessions", { signal }),
    initialData: initial,
  });

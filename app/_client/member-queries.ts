import { queryOptions } from "@tanstack/react-query";
import type { Invitation } from "#lib/domain/api/invitation";
import type { Member } from "#lib/domain/api/member";
import type { Page } from "#lib/domain/api/page";
import { fetchApi } from "./fetch-api.ts";

export const membersQuery = (initial: Page<Member>) =>
  queryOptions({
    queryKey: ["members"],
    queryFn: ({ signal }) => fetchApi<Page<Member>>("/members", { signal }),
    initialData: initial,
  });

export const invitationsQuery = (initial: Page<Invitation>) =>
  queryOptions({
    queryKey: ["invitations"],
    queryFn: ({ signal }) => fetchApi<Page<Invitation>>("/invitations?limit=200", { signal }),
    initialData: initial,
  });

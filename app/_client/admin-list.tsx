"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ListX, Search } from "lucide-react";
import { type ReactNode, useDeferredValue, useState } from "react";
import { ADMIN_TEXTS as T } from "@/components/admin/texts";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/control";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { adminListQuery } from "./admin-queries.ts";
import { sentenceOf } from "./fetch-api.ts";

interface AdminListProps<T> {
  list: "tenants" | "users" | "calls" | "audit";
  title: string;
  /** What the search looks through; left out: there is none. */
  search?: string;
  asked?: Record<string, string>;
  tools?: ReactNode;
  children: (items: T[]) => ReactNode;
}

/** One of the platform's lists, page by page. */
export function AdminList<Item>({ list, title, search, asked = {}, tools, children }: AdminListProps<Item>) {
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const query = useInfiniteQuery(
    adminListQuery<Item>(list, wanted === "" ? asked : { ...asked, search: wanted }),
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card aria-label={title}>
      {search === undefined && tools === undefined ? null : (
        <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-3">
          {search === undefined ? null : (
            <div className="relative w-full sm:w-80">
              <Search
                aria-hidden
                className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-3"
              />
              <Input
                type="search"
                aria-label={search}
                placeholder={search}
                maxLength={120}
                value={text}
                onChange={({ target }) => setText(target.value)}
                className="pl-8"
              />
            </div>
          )}
          {tools}
        </div>
      )}
      {query.isPending ? (
        <Loading label={T.loading}>
          <TableSkeleton rows={5} />
        </Loading>
      ) : query.isError && items.length === 0 ? (
        <ErrorState title={T.failed} text={sentenceOf(query.error)} onRetry={() => void query.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState
          icon={ListX}
          title={wanted ? T.noResults : T.nothing}
          text={wanted ? T.noResultsText : T.nothingText}
        />
      ) : (
        children(items)
      )}
      {query.hasNextPage ? (
        <div className="flex justify-center border-t border-line py-3">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {T.more}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { CallSummary } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import { CallsTable } from "@/components/calls/calls-table";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { type CallFilters, callsQuery } from "./call-queries.ts";
import { sentenceOf } from "./fetch-api.ts";

interface CallsListProps {
  filters: CallFilters;
  isLive: boolean;
  initial: Page<CallSummary> | undefined;
  label: string;
  withCampaign?: boolean;
  /** Nothing yet, or nothing that matches: the caller knows which. */
  empty: ReactNode;
}

export function CallsList({ filters, isLive, initial, label, withCampaign = true, empty }: CallsListProps) {
  const list = useInfiniteQuery(callsQuery({ filters, isLive, initial }));
  const calls = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError && calls.length === 0) {
    return (
      <Card>
        <ErrorState
          title="The calls could not be loaded"
          text={sentenceOf(list.error)}
          onRetry={() => void list.refetch()}
        />
      </Card>
    );
  }
  if (list.isPending) {
    return (
      <Card>
        <Loading label="Loading calls">
          <TableSkeleton />
        </Loading>
      </Card>
    );
  }
  if (calls.length === 0) return <Card>{empty}</Card>;
  return (
    <>
      <Card>
        <CallsTable calls={calls} label={label} withCampaign={withCampaign} />
      </Card>
      {list.hasNextPage ? (
        <div className="mt-3 flex justify-center">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {list.isFetchingNextPage ? "Loading…" : "Show more calls"}
          </Button>
        </div>
      ) : null}
    </>
  );
}

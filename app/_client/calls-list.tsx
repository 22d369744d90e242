"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import type { CallSummary } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import { callColumns } from "@/components/calls/call-columns";
import { NewCallsButton } from "@/components/calls/new-calls-button";
import { CALL_LOG_TEXTS as T } from "@/components/calls/texts";
import { shownColumns } from "@/components/data-table/column";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { DataTable } from "@/components/data-table/data-table";
import { ListBody } from "@/components/data-table/list-body";
import { Toolbar } from "@/components/data-table/toolbar";
import { useColumns } from "@/components/data-table/use-columns";
import { Card } from "@/components/ui/card";
import { type CallFilters, callsQuery } from "./call-queries.ts";
import { sentenceOf } from "./fetch-api.ts";
import { useNewCalls } from "./live/use-new-calls.ts";

interface CallsListProps {
  filters: CallFilters;
  initial: Page<CallSummary> | undefined;
  limit?: number;
  label: string;
  withCampaign?: boolean;
  /** false: only the newest are wanted. */
  withMore?: boolean;
  /** Nothing at all yet. */
  empty: ReactNode;
  /** Under which the chosen columns are kept; left out: they cannot be chosen. */
  table?: string;
  toolbar?: ReactNode;
  actions?: ReactNode;
  /** Between the toolbar and the table. */
  above?: ReactNode;
  isFiltered?: boolean;
  onClearFilters?: () => void;
  noResults?: { title: string; text: string };
  /** The call that is open beside the list. */
  openId?: string | null;
  onOpen?: (id: string) => void;
  onShown?: (calls: readonly CallSummary[]) => void;
}

const nothing = (): void => undefined;

export function CallsList(props: CallsListProps) {
  const { filters, initial, limit = 50, label, withCampaign = true, empty, onShown = nothing } = props;
  const { onOpen } = props;
  const list = useInfiniteQuery(callsQuery({ filters, limit, initial }));
  const calls = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { frame, waiting, show } = useNewCalls({
    filters,
    known: calls.map(({ id }) => id),
    refetch: list.refetch,
  });
  const [changed, toggle] = useColumns(props.table ?? "");
  const columns = useMemo(
    () => callColumns({ withCampaign, ...(onOpen ? { onOpen } : {}) }),
    [withCampaign, onOpen],
  );
  const shown = useMemo(() => shownColumns(columns, changed), [columns, changed]);
  const { data } = list;
  useEffect(() => onShown(data?.pages.flatMap((page) => page.items) ?? []), [data, onShown]);
  return (
    <div ref={frame}>
      <NewCallsButton waiting={waiting} onShow={show} />
      <Card aria-label={label}>
        {props.toolbar ? (
          <Toolbar
            actions={
              <>
                <ColumnMenu columns={columns} changed={changed} onToggle={toggle} />
                {props.actions}
              </>
            }
          >
            {props.toolbar}
          </Toolbar>
        ) : null}
        {props.above}
        <ListBody
          state={list.isPending ? "loading" : list.isError ? "failed" : "ready"}
          isEmpty={calls.length === 0}
          isFiltered={props.isFiltered ?? false}
          loadingLabel={T.loading}
          failed={{
            title: T.failed,
            text: sentenceOf(list.error),
            onRetry: () => void list.refetch(),
          }}
          empty={empty}
          onClearFilters={props.onClearFilters ?? nothing}
          {...(props.noResults ? { noResults: props.noResults } : {})}
          more={{
            isThere: list.hasNextPage && (props.withMore ?? true),
            isLoading: list.isFetchingNextPage,
            onMore: () => void list.fetchNextPage(),
          }}
        >
          <DataTable label={label} columns={shown} items={calls} currentId={props.openId ?? null} />
        </ListBody>
      </Card>
    </div>
  );
}

"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { AudioLines } from "lucide-react";
import { useState } from "react";
import type { Page } from "#lib/domain/api/page";
import type { Recording } from "#lib/domain/api/recording";
import { DISPOSITIONS } from "#lib/domain/statuses";
import { recordingSrc } from "@/app/_client/call-queries";
import { CallSheet } from "@/app/_client/call-sheet";
import { sentenceOf } from "@/app/_client/fetch-api";
import { recordingFiltersOf, recordingsQuery } from "@/app/_client/recording-queries";
import { useUrlState } from "@/app/_client/use-url-state";
import { recordingColumns } from "@/components/calls/recording-columns";
import { RowPlayer, useRowPlayer } from "@/components/calls/row-player";
import { DISPOSITION_TEXT, RECORDING_TEXTS as T } from "@/components/calls/texts";
import { shownColumns } from "@/components/data-table/column";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { DataTable } from "@/components/data-table/data-table";
import { FacetMenu } from "@/components/data-table/facet-menu";
import { facetOptions } from "@/components/data-table/facet-options";
import { ListBody } from "@/components/data-table/list-body";
import { Toolbar } from "@/components/data-table/toolbar";
import { useColumns } from "@/components/data-table/use-columns";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

interface RecordingsScreenProps {
  /** The first page of what the address asked for. */
  initial: Page<Recording>;
  campaigns: { id: string; name: string }[];
  /** An owner or an admin looks. */
  canManage: boolean;
}

/** The filters are the address: a filtered list can be sent to a colleague. */
export function RecordingsScreen({ initial, campaigns, canManage }: RecordingsScreenProps) {
  const [query, change] = useUrlState();
  const filters = recordingFiltersOf((name) => query.get(name));
  const [first] = useState(JSON.stringify(filters));
  const list = useInfiniteQuery(
    recordingsQuery(filters, JSON.stringify(filters) === first ? initial : undefined),
  );
  const player = useRowPlayer(recordingSrc);
  const [changed, toggle] = useColumns("recordings");
  const recordings = list.data?.pages.flatMap((page) => page.items) ?? [];
  const openId = query.get("call");
  const open = (call: string | null): void =>
    change({ call }, openId !== null || call === null ? "replace" : "push");
  const columns = recordingColumns({
    srcOf: recordingSrc,
    playing: player.playing,
    onToggle: player.toggle,
    onOpen: open,
  });
  return (
    <>
      <Card aria-label={T.title}>
        <Toolbar actions={<ColumnMenu columns={columns} changed={changed} onToggle={toggle} />}>
          <FacetMenu
            label={T.outcome}
            value={filters.disposition}
            groups={[{ options: facetOptions(DISPOSITIONS, DISPOSITION_TEXT, undefined, undefined) }]}
            onChange={(disposition) => change({ disposition, call: null })}
          />
          <FacetMenu
            label={T.campaign}
            value={filters.campaign_id}
            groups={[{ options: campaigns.map(({ id, name }) => ({ value: id, label: name })) }]}
            onChange={(campaign) => change({ campaign_id: campaign, call: null })}
          />
        </Toolbar>
        <RowPlayer player={player} />
        <ListBody
          state={list.isPending ? "loading" : list.isError ? "failed" : "ready"}
          isStale={list.isPlaceholderData}
          isEmpty={recordings.length === 0}
          isFiltered={Object.keys(filters).length > 0}
          loadingLabel={T.loading}
          failed={{ title: T.failed, text: sentenceOf(list.error), onRetry: () => void list.refetch() }}
          empty={
            <EmptyState
              icon={AudioLines}
              title={T.emptyTitle}
              text={T.emptyText}
              action={<LinkButton href="/campaigns">{T.toCampaigns}</LinkButton>}
            />
          }
          onClearFilters={() => change({ disposition: null, campaign_id: null, call: null })}
          noResults={{ title: T.noMatchTitle, text: T.noMatchText }}
          more={{
            isThere: list.hasNextPage,
            isLoading: list.isFetchingNextPage,
            onMore: () => void list.fetchNextPage(),
          }}
        >
          <DataTable
            label={T.title}
            columns={shownColumns(columns, changed)}
            items={recordings}
            currentId={recordings.find(({ call }) => call.id === openId)?.id ?? null}
          />
        </ListBody>
      </Card>
      {openId ? (
        <CallSheet
          id={openId}
          ids={recordings.map(({ call }) => call.id)}
          canManage={canManage}
          onOpen={open}
        />
      ) : null}
    </>
  );
}

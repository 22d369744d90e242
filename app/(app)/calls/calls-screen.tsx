"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, PhoneCall } from "lucide-react";
import { useState } from "react";
import { allBars } from "#lib/domain/calls-histogram";
import type { CallFacets } from "#lib/domain/api/call-facets";
import type { CallSummary } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import { callFacetsQuery, callsCsvSrc } from "@/app/_client/call-queries";
import { CallSheet } from "@/app/_client/call-sheet";
import { CallsList } from "@/app/_client/calls-list";
import { useTyped } from "@/app/_client/use-typed";
import { CallFilterBar } from "@/components/calls/call-filter-bar";
import { CallMetrics } from "@/components/calls/call-metrics";
import { CallsHistogram } from "@/components/calls/calls-histogram";
import { CALL_LOG_TEXTS as T } from "@/components/calls/texts";
import { TABLE_TEXTS } from "@/components/data-table/texts";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { facetFiltersOf, isNarrowed, rangeOf } from "./call-filter-fields.ts";
import { useCallLog } from "./use-call-log.ts";

interface CallsScreenProps {
  /** The first page of what the address asked for and its facets, when it was asked for (ISO). */
  initial: Page<CallSummary>;
  initialFacets: CallFacets | undefined;
  renderedAt: string;
  campaigns: { id: string; name: string }[];
  /** An owner or an admin looks. */
  canManage: boolean;
}

const TYPED_FOR_MS = 250;

/** The filters are the address: a filtered list can be sent to a colleague. */
export function CallsScreen(props: CallsScreenProps) {
  const { initial, initialFacets, renderedAt, campaigns, canManage } = props;
  const log = useCallLog(renderedAt);
  const { search, filters, set } = log;
  const [first] = useState(JSON.stringify(filters));
  const { typed, type, reset } = useTyped(search.q ?? "", TYPED_FOR_MS, (q) => set({ q }));
  const asked = facetFiltersOf(filters, log.nowMs);
  const [firstAsked] = useState(JSON.stringify(asked));
  const facets = useQuery({
    ...callFacetsQuery(asked, JSON.stringify(asked) === firstAsked ? initialFacets : undefined),
    placeholderData: keepPreviousData,
  }).data;
  const [shown, setShown] = useState<readonly CallSummary[]>([]);
  return (
    <>
      <CallMetrics
        facets={facets}
        outcome={search.outcome}
        onChoose={(outcome) => set({ outcome: outcome === search.outcome ? "" : outcome })}
      />
      <CallsList
        key={JSON.stringify(filters)}
        filters={filters}
        initial={JSON.stringify(filters) === first ? initial : undefined}
        label={T.title}
        table="calls"
        openId={log.openId}
        onOpen={log.open}
        onShown={setShown}
        isFiltered={isNarrowed(search)}
        onClearFilters={() => {
          reset("");
          log.clear();
        }}
        noResults={{ title: T.noMatch, text: T.noMatchText }}
        toolbar={
          <CallFilterBar
            typed={typed}
            onType={type}
            outcome={search.outcome}
            campaign={search.campaign}
            range={search.from ? "" : rangeOf(search)}
            facets={facets}
            campaigns={campaigns}
            onChange={(field, value) =>
              set(field === "range" ? { range: value, from: "", to: "" } : { [field]: value })
            }
          />
        }
        actions={
          <a className={buttonStyle({ size: "sm" })} href={callsCsvSrc(filters)} download>
            <Download aria-hidden />
            <span className="max-sm:sr-only">{TABLE_TEXTS.export}</span>
          </a>
        }
        above={
          facets && facets.bars.length > 0 ? (
            <CallsHistogram
              bars={allBars(facets.bars, {
                fromMs: Date.parse(asked.from),
                toMs: Date.parse(asked.to),
                widthS: facets.bar_width_s,
              })}
              barWidthS={facets.bar_width_s}
              onZoom={(fromMs, toMs) =>
                set({ from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() })
              }
              onZoomOut={search.from ? () => set({ from: "", to: "" }) : null}
            />
          ) : null
        }
        empty={
          <EmptyState
            icon={PhoneCall}
            title={T.noneTitle}
            text={T.noneText}
            action={
              <LinkButton href="/campaigns" look="primary">
                {T.toCampaigns}
              </LinkButton>
            }
          />
        }
      />
      {log.openId ? (
        <CallSheet
          id={log.openId}
          ids={shown.map(({ id }) => id)}
          summary={shown.find(({ id }) => id === log.openId)}
          canManage={canManage}
          onOpen={log.open}
        />
      ) : null}
    </>
  );
}

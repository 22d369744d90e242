"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
import type { Campaign } from "#lib/domain/api/campaign";
import type { Page } from "#lib/domain/api/page";
import { CAMPAIGN_STATUSES } from "#lib/domain/statuses";
import { campaignsQuery } from "@/app/_client/campaign-queries";
import { sentenceOf } from "@/app/_client/fetch-api";
import { useUrlState } from "@/app/_client/use-url-state";
import { CAMPAIGN_COLUMNS } from "@/components/campaigns/campaign-columns";
import { CAMPAIGN_LIST_TEXTS as T, CAMPAIGN_STATUS_TEXT } from "@/components/campaigns/texts";
import { matchesWords } from "@/components/command/command-entries";
import { shownColumns } from "@/components/data-table/column";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { DataTable } from "@/components/data-table/data-table";
import { ListBody } from "@/components/data-table/list-body";
import { MetricFilters } from "@/components/data-table/metric-filters";
import { SearchField } from "@/components/data-table/search-field";
import { Toolbar } from "@/components/data-table/toolbar";
import { useColumns } from "@/components/data-table/use-columns";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** All campaigns of a business; they are few enough to be filtered here. */
export function CampaignsScreen({ initial }: { initial: Page<Campaign> }) {
  const { data, error, refetch } = useQuery(campaignsQuery(initial));
  const [query, change] = useUrlState();
  const [changed, toggle] = useColumns("campaigns");
  const [typed, status] = [query.get("q") ?? "", query.get("status") ?? ""];
  const found = data.items.filter(
    (campaign) =>
      (status === "" || campaign.status === status) &&
      matchesWords(`${campaign.name} ${campaign.goal}`, typed),
  );
  const used = CAMPAIGN_STATUSES.filter(
    (one) => one === status || data.items.some((campaign) => campaign.status === one),
  );
  const cards = [
    { id: "", label: T.all, count: data.items.length },
    ...used.map((one) => ({
      id: one as string,
      label: CAMPAIGN_STATUS_TEXT[one],
      count: data.items.filter((campaign) => campaign.status === one).length,
    })),
  ];
  return (
    <>
      {data.items.length > 0 ? (
        <MetricFilters
          label={T.numbers}
          metrics={cards.map((card) => ({
            ...card,
            isChosen: card.id === status,
            onChoose: () => change({ status: card.id === status ? null : card.id }),
          }))}
        />
      ) : null}
      <Card aria-label={T.title}>
        {data.items.length > 0 ? (
          <Toolbar actions={<ColumnMenu columns={CAMPAIGN_COLUMNS} changed={changed} onToggle={toggle} />}>
            <SearchField label={T.search} value={typed} onChange={(q) => change({ q })} />
          </Toolbar>
        ) : null}
        <ListBody
          state={error ? "failed" : "ready"}
          isEmpty={found.length === 0}
          isFiltered={data.items.length > 0}
          loadingLabel={T.title}
          failed={{ title: T.failed, text: sentenceOf(error), onRetry: () => void refetch() }}
          empty={
            <EmptyState
              icon={Megaphone}
              title={T.firstTitle}
              text={T.firstText}
              action={
                <LinkButton href="/campaigns/new" look="primary">
                  <Plus aria-hidden />
                  {T.newCampaign}
                </LinkButton>
              }
            />
          }
          onClearFilters={() => change({ q: null, status: null })}
          more={{ isThere: false, isLoading: false, onMore: () => undefined }}
        >
          <DataTable label={T.title} columns={shownColumns(CAMPAIGN_COLUMNS, changed)} items={found} />
        </ListBody>
      </Card>
    </>
  );
}

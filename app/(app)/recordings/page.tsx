import { AudioLines, SearchX } from "lucide-react";
import type { Metadata } from "next";
import { recordingQuerySchema } from "#lib/domain/api/recording";
import { listCampaigns } from "#lib/services/campaigns/list-campaigns";
import { listRecordings } from "#lib/services/recordings/list-recordings";
import { RecordingsFilter } from "@/components/calls/recordings-filter";
import { RecordingsTable } from "@/components/calls/recordings-table";
import { RECORDING_TEXTS as T } from "@/components/calls/texts";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { pageContext } from "../page-context.ts";

export const metadata: Metadata = { title: T.title };

interface RecordingsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Newest first; the filters and the place in the list are the address. */
export default async function RecordingsPage({ searchParams }: RecordingsPageProps) {
  const { cursor, campaign_id, disposition } = await searchParams;
  const given = Object.fromEntries(
    Object.entries({ cursor, campaign_id, disposition }).filter(
      ([, value]) => typeof value === "string" && value !== "",
    ),
  );
  // Unknown values are left out: an old link shows more rather than an error.
  const asked = recordingQuerySchema.safeParse(given);
  const query = asked.success ? asked.data : recordingQuerySchema.parse({});
  const ctx = await pageContext();
  const [{ items, next_cursor: next }, campaigns] = await Promise.all([
    listRecordings(ctx, query),
    listCampaigns(ctx, { limit: 100 }),
  ]);
  const filters = {
    ...(query.campaign_id ? { campaign_id: query.campaign_id } : {}),
    ...(query.disposition ? { disposition: query.disposition } : {}),
  };
  const isFiltered = Object.keys(filters).length > 0;
  const hrefOf = (more: Record<string, string>): string =>
    `/recordings?${new URLSearchParams({ ...filters, ...more })}`;
  return (
    <>
      <PageHeader title={T.title} note={T.note} />
      <RecordingsFilter
        campaignId={query.campaign_id}
        disposition={query.disposition}
        campaigns={campaigns.items.map(({ id, name }) => ({ id, name }))}
      />
      <Card aria-label={T.title}>
        {items.length > 0 || query.cursor !== undefined ? (
          <RecordingsTable recordings={items} />
        ) : isFiltered ? (
          <EmptyState
            icon={SearchX}
            title={T.noMatchTitle}
            text={T.noMatchText}
            action={<LinkButton href="/recordings">{T.showAll}</LinkButton>}
          />
        ) : (
          <EmptyState
            icon={AudioLines}
            title={T.emptyTitle}
            text={T.emptyText}
            action={<LinkButton href="/campaigns">{T.toCampaigns}</LinkButton>}
          />
        )}
      </Card>
      <nav aria-label={T.title} className="mt-3 flex justify-end gap-2">
        {query.cursor === undefined ? null : <LinkButton href={hrefOf({})}>{T.newest}</LinkButton>}
        {next === null ? null : <LinkButton href={hrefOf({ cursor: next })}>{T.older}</LinkButton>}
      </nav>
    </>
  );
}

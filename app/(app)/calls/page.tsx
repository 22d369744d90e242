import type { Metadata } from "next";
import { callQuerySchema } from "#lib/domain/api/call";
import { callFacetsQuerySchema } from "#lib/domain/api/call-facets";
import { callFacets } from "#lib/services/calls/call-facets";
import { listCalls } from "#lib/services/calls/list-calls";
import { listCampaigns } from "#lib/services/campaigns/list-campaigns";
import { PageHeader } from "@/components/layout/page-header";
import { LIVE_TEXTS } from "@/components/calls/texts";
import { LAYOUT_TEXTS as T } from "@/components/layout/texts";
import { LinkButton } from "@/components/ui/link-button";
import { pageContext } from "../page-context.ts";
import { callSearchOf, facetFiltersOf, filtersOf } from "./call-filter-fields.ts";
import { CallsScreen } from "./calls-screen.tsx";

export const metadata: Metadata = { title: T.calls };

interface CallsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

const requestedAt = (): Date => new Date();

export default async function CallsPage({ searchParams }: CallsPageProps) {
  const query = await searchParams;
  const search = callSearchOf((name) => first(query[name]));
  const now = requestedAt();
  const ctx = await pageContext();
  const filters = filtersOf(search, now.getTime());
  // A time may be too long to be counted: its calls are shown all the same.
  const counted = callFacetsQuerySchema.safeParse(facetFiltersOf(filters, now.getTime()));
  const [calls, facets, campaigns] = await Promise.all([
    listCalls(ctx, callQuerySchema.parse({ limit: 50, ...filters })),
    counted.success ? callFacets(ctx, counted.data) : undefined,
    listCampaigns(ctx, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader
        title={T.calls}
        actions={<LinkButton href="/calls/live">{LIVE_TEXTS.toBoard}</LinkButton>}
      />
      <CallsScreen
        initial={calls}
        initialFacets={facets}
        renderedAt={now.toISOString()}
        campaigns={campaigns.items.map(({ id, name }) => ({ id, name }))}
        canManage={ctx.actor.role !== "user"}
      />
    </>
  );
}

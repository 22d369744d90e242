import type { Metadata } from "next";
import { type AnalyticsQuery, analyticsQuerySchema } from "#lib/domain/api/analytics";
import { isAppError } from "#lib/errors/app-error";
import { getAnalytics } from "#lib/services/analytics/get-analytics";
import { listCampaigns } from "#lib/services/campaigns/list-campaigns";
import type { UserContext } from "#lib/services/context";
import { AnalyticsCharts } from "@/components/analytics/analytics-charts";
import { AnalyticsFilter } from "@/components/analytics/analytics-filter";
import { ANALYTICS_TEXTS as T } from "@/components/analytics/texts";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/ui/notice";
import { pageContext } from "../page-context.ts";

export const metadata: Metadata = { title: T.title };

interface AnalyticsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The period and the campaign are the address: what is seen can be sent to a colleague. */
export default async function AnalyticsPage({ searchParams }: AnalyticsPageProps) {
  const { from, to, campaign_id } = await searchParams;
  const ctx = await pageContext();
  const given = Object.fromEntries(
    Object.entries({ from, to, campaign_id }).filter(
      ([, value]) => typeof value === "string" && value !== "",
    ),
  );
  const asked = analyticsQuerySchema.safeParse(given);
  const found = asked.success ? await readAll(ctx, asked.data) : null;
  const data = found ?? (await readAll(ctx, analyticsQuerySchema.parse({})));
  const campaigns = await listCampaigns(ctx, { limit: 100 });
  if (!data) throw new Error("the last days have no figures");
  return (
    <>
      <PageHeader title={T.title} note={T.utc} />
      <AnalyticsFilter
        from={data.calls.from}
        to={data.calls.to}
        campaignId={found && asked.success ? asked.data.campaign_id : undefined}
        campaigns={campaigns.items.map(({ id, name }) => ({ id, name }))}
      />
      {found ? null : (
        <Notice tone="warn" className="mb-4">
          {T.wrong}
        </Notice>
      )}
      <AnalyticsCharts data={data} />
    </>
  );
}

/** null: there is no such campaign, or the days cannot be. */
async function readAll(ctx: UserContext, query: AnalyticsQuery) {
  try {
    const [calls, outcomes, funnel, hours, latency, costs] = await Promise.all([
      getAnalytics(ctx, "calls", query),
      getAnalytics(ctx, "outcomes", query),
      getAnalytics(ctx, "funnel", query),
      getAnalytics(ctx, "hours", query),
      getAnalytics(ctx, "latency", query),
      getAnalytics(ctx, "costs", query),
    ]);
    return { calls, outcomes, funnel, hours, latency, costs, today: ctx.now().toISOString().slice(0, 10) };
  } catch (error) {
    if (isAppError(error) && ["invalid", "not_found"].includes(error.code)) return null;
    throw error;
  }
}

import type { Metadata } from "next";
import { type AnalyticsKind, type AnalyticsQuery, analyticsQuerySchema } from "#lib/domain/api/analytics";
import { agentQuerySchema } from "#lib/domain/api/agent";
import { isAppError } from "#lib/errors/app-error";
import { listAgents } from "#lib/services/agents/list-agents";
import { getAllAnalytics } from "#lib/services/analytics/get-analytics";
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

const DAY_MS = 86_400_000;

/** The period, the campaign and the agent are the address: what is seen can be sent to a colleague. */
export default async function AnalyticsPage({ searchParams }: AnalyticsPageProps) {
  const { from, to, campaign_id, agent_id, timezone } = await searchParams;
  const ctx = await pageContext();
  const given = Object.fromEntries(
    Object.entries({ from, to, campaign_id, agent_id, timezone }).filter(
      ([, value]) => typeof value === "string" && value !== "",
    ),
  );
  const asked = analyticsQuerySchema.safeParse(given);
  const [found, campaigns, agents] = await Promise.all([
    asked.success ? readAll(ctx, asked.data) : null,
    listCampaigns(ctx, { limit: 100 }),
    listAgents(ctx, agentQuerySchema.parse({ limit: 100 })),
  ]);
  const data = found ?? (await readAll(ctx, analyticsQuerySchema.parse({})));
  if (!data) throw new Error("the last days have no figures");
  const { from: first, to: last, timezone: zone } = data.calls;
  const shown = found && asked.success ? asked.data : null;
  const address = (days: Record<string, string>): string =>
    new URLSearchParams({
      ...days,
      ...(shown?.campaign_id ? { campaign_id: shown.campaign_id } : {}),
      ...(shown?.agent_id ? { agent_id: shown.agent_id } : {}),
      ...(zone === "UTC" ? {} : { timezone: zone }),
    }).toString();
  const hrefOfDays = (days: number): string =>
    `/analytics?${address({ from: dayBefore(data.today, days - 1), to: data.today })}`;
  const fileOf = (kind: AnalyticsKind): string =>
    `/api/v1/analytics/export.csv?of=${kind}&${address({ from: first, to: last })}`;
  return (
    <>
      <PageHeader title={T.title} note={zone === "UTC" ? T.utc : zone} />
      <AnalyticsFilter
        from={first}
        to={last}
        campaignId={shown?.campaign_id}
        campaigns={campaigns.items.map(({ id, name }) => ({ id, name }))}
        agentId={shown?.agent_id}
        agents={agents.items.map(({ id, name }) => ({ id, name }))}
        hrefOfDays={hrefOfDays}
      />
      {found ? null : (
        <Notice tone="warn" className="mb-4">
          {T.wrong}
        </Notice>
      )}
      <AnalyticsCharts data={data} fileOf={fileOf} />
    </>
  );
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

/** null: there is no such campaign or agent, or the days cannot be. */
async function readAll(ctx: UserContext, query: AnalyticsQuery) {
  try {
    return { ...(await getAllAnalytics(ctx, query)), today: ctx.now().toISOString().slice(0, 10) };
  } catch (error) {
    if (isAppError(error) && ["invalid", "not_found"].includes(error.code)) return null;
    throw error;
  }
}

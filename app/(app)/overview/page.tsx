import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { listAgents } from "#lib/services/agents/list-agents";
import { dashboardStats } from "#lib/services/dashboard/dashboard-stats";
import { listCalls } from "#lib/services/calls/list-calls";
import { listCampaigns } from "#lib/services/campaigns/list-campaigns";
import { carrierFacts } from "@/app/_server/carrier-facts";
import { PageHeader } from "@/components/layout/page-header";
import { OVERVIEW_TEXTS as T } from "@/components/overview/texts";
import { LinkButton } from "@/components/ui/link-button";
import { pageContext } from "../page-context.ts";
import { OverviewScreen } from "./overview-screen.tsx";

export const metadata: Metadata = { title: T.title };

const LATEST = 8;

export default async function OverviewPage() {
  const ctx = await pageContext();
  const [stats, campaigns, calls, agents] = await Promise.all([
    dashboardStats(ctx, { timezone: "UTC" }),
    listCampaigns(ctx, { limit: 200 }),
    listCalls(ctx, { limit: LATEST }),
    listAgents(ctx, { limit: 1 }),
  ]);
  return (
    <>
      <PageHeader
        title={T.title}
        actions={
          <LinkButton href="/campaigns/new" look="primary">
            <Plus aria-hidden />
            {T.newCampaign}
          </LinkButton>
        }
      />
      <OverviewScreen
        stats={stats}
        campaigns={campaigns}
        calls={calls}
        hasAgent={agents.items.length > 0}
        isSandbox={carrierFacts().isSandbox}
      />
    </>
  );
}

"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
import Link from "next/link";
import type { CallSummary } from "#lib/domain/api/call";
import type { Campaign } from "#lib/domain/api/campaign";
import type { DashboardStats } from "#lib/domain/api/dashboard";
import type { Page } from "#lib/domain/api/page";
import { callsQuery, dashboardQuery } from "@/app/_client/call-queries";
import { campaignsQuery } from "@/app/_client/campaign-queries";
import { useTimeZone } from "@/app/_client/time-zone";
import { CallsTable } from "@/components/calls/calls-table";
import { CampaignsTable } from "@/components/campaigns/campaigns-table";
import { formatClock, formatCount, formatShare } from "@/components/format/numbers";
import { OVERVIEW_TEXTS as T } from "@/components/overview/texts";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Metric, MetricRow } from "@/components/ui/metric";
import { LiveDot } from "@/components/ui/status";

interface OverviewScreenProps {
  stats: DashboardStats;
  campaigns: Page<Campaign>;
  calls: Page<CallSummary>;
}

const LATEST = 8;

export function OverviewScreen({ stats: firstStats, campaigns, calls }: OverviewScreenProps) {
  const stats = useQuery(dashboardQuery(useTimeZone(), firstStats)).data ?? firstStats;
  const list = useQuery(campaignsQuery(campaigns)).data;
  const running = list.items.filter((campaign) => campaign.status === "running");
  const latest = useInfiniteQuery(
    callsQuery({ filters: {}, limit: LATEST, isLive: running.length > 0, initial: calls }),
  );
  const latestCalls = latest.data?.pages[0]?.items ?? [];
  return (
    <div className="flex flex-col gap-4">
      <Numbers stats={stats} />
      {list.items.length === 0 ? (
        <Card>
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
        </Card>
      ) : (
        <>
          <Card aria-label={T.runningTitle}>
            <CardHeader title={T.runningTitle} actions={<AllLink href="/campaigns" of={T.runningTitle} />} />
            {running.length > 0 ? (
              <CampaignsTable campaigns={running} label={T.runningTitle} />
            ) : (
              <p className="px-4 py-6 text-sm text-ink-3">{T.runningEmpty}</p>
            )}
          </Card>
          <Card aria-label={T.latestTitle}>
            <CardHeader title={T.latestTitle} actions={<AllLink href="/calls" of={T.latestTitle} />} />
            {latestCalls.length > 0 ? (
              <CallsTable calls={latestCalls} label={T.latestTitle} />
            ) : (
              <p className="px-4 py-6 text-sm text-ink-3">{T.latestEmpty}</p>
            )}
          </Card>
        </>
      )}
    </div>
  );
}

function Numbers({ stats }: { stats: DashboardStats }) {
  return (
    <MetricRow label={T.numbers}>
      <Metric
        label={T.campaigns}
        value={formatCount(stats.active_campaigns)}
        note={
          stats.calls_in_progress > 0 ? (
            <span className="inline-flex items-center gap-1.5 text-live">
              <LiveDot />
              {formatCount(stats.calls_in_progress)} in call
            </span>
          ) : (
            "nobody in call"
          )
        }
      />
      <Metric
        label={T.calls}
        value={formatCount(stats.calls_today)}
        note={`${formatCount(stats.conversations_today)} with a person`}
      />
      <Metric
        label={T.goals}
        value={stats.goal_rate === null ? "–" : formatShare(stats.goal_rate)}
        note={
          stats.goal_rate === null
            ? "no conversation yet"
            : `${formatCount(stats.goals_today)} of ${formatCount(stats.conversations_today)} conversations`
        }
      />
      <Metric
        label={T.duration}
        value={stats.average_duration_s === null ? "–" : formatClock(stats.average_duration_s)}
        note={stats.average_duration_s === null ? "no answered call yet" : "of answered calls"}
      />
    </MetricRow>
  );
}

function AllLink({ href, of }: { href: string; of: string }) {
  return (
    <Link
      href={href}
      aria-label={`${T.all}: ${of}`}
      className="text-sm font-medium text-accent hover:underline"
    >
      {T.all}
    </Link>
  );
}

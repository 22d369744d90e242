"use client";

import { useQuery } from "@tanstack/react-query";
import { PhoneCall } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useState } from "react";
import type { CallSummary } from "#lib/domain/api/call";
import type { Campaign } from "#lib/domain/api/campaign";
import type { DashboardStats } from "#lib/domain/api/dashboard";
import type { Page } from "#lib/domain/api/page";
import { CallsList } from "@/app/_client/calls-list";
import { campaignsQuery } from "@/app/_client/campaign-queries";
import { dashboardQuery } from "@/app/_client/dashboard-query";
import { useTimeZone } from "@/app/_client/time-zone";
import { RunningCards } from "@/components/overview/running-cards";
import { OVERVIEW_TEXTS as T } from "@/components/overview/texts";
import { TodayNumbers } from "@/components/overview/today-numbers";
import { EmptyState } from "@/components/ui/empty-state";
import { FirstStepsCard } from "./first-steps-card.tsx";

interface OverviewScreenProps {
  stats: DashboardStats;
  campaigns: Page<Campaign>;
  calls: Page<CallSummary>;
  hasAgent: boolean;
  isSandbox: boolean;
}

const LATEST = 8;
/** Whoever has made so many campaigns needs no first steps. */
const BEGINNER_CAMPAIGNS = 2;

export function OverviewScreen(props: OverviewScreenProps) {
  const { stats: firstStats, calls, hasAgent, isSandbox } = props;
  const stats = useQuery(dashboardQuery(useTimeZone(), firstStats)).data ?? firstStats;
  const campaigns = useQuery(campaignsQuery(props.campaigns)).data.items;
  const [latest, setLatest] = useState<readonly CallSummary[]>(calls.items);
  const isBeginner = campaigns.filter(({ started_at }) => started_at !== null).length < BEGINNER_CAMPAIGNS;
  const active = campaigns.filter(({ status }) => status === "running" || status === "paused");
  return (
    <div className="flex flex-col gap-4">
      {isBeginner ? (
        <FirstStepsCard campaigns={campaigns} calls={[...latest]} hasAgent={hasAgent} isSandbox={isSandbox} />
      ) : null}
      {campaigns.length > 0 ? (
        <>
          <TodayNumbers stats={stats} />
          <section aria-label={T.runningTitle}>
            <SectionHead title={T.runningTitle} href="/campaigns" />
            <RunningCards campaigns={active} />
          </section>
          <section>
            <SectionHead title={T.latestTitle} href="/calls" />
            <CallsList
              filters={{}}
              limit={LATEST}
              initial={calls}
              label={T.latestTitle}
              withMore={false}
              onShown={setLatest}
              empty={<EmptyState icon={PhoneCall} title={T.latestEmptyTitle} text={T.latestEmptyText} />}
            />
          </section>
        </>
      ) : null}
    </div>
  );
}

function SectionHead({ title, href }: { title: string; href: string }) {
  return (
    <div className="mb-2 flex items-baseline justify-between gap-3">
      <h2 className="text-base font-semibold">{title}</h2>
      <Link
        href={href}
        aria-label={`${T.all}: ${title}`}
        className="text-sm font-medium text-accent hover:underline"
      >
        {T.all}
      </Link>
    </div>
  );
}

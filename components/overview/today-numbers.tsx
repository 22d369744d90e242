import type { DashboardStats } from "#lib/domain/api/dashboard";
import { formatClock, formatCount, formatShare } from "@/components/format/numbers";
import { Metric, MetricRow } from "@/components/ui/metric";
import { LiveDot } from "@/components/ui/status";
import { OVERVIEW_TEXTS as T } from "./texts.ts";

export function TodayNumbers({ stats }: { stats: DashboardStats }) {
  return (
    <MetricRow label={T.numbers}>
      <Metric
        label={T.campaigns}
        href="/campaigns?status=running"
        value={formatCount(stats.active_campaigns)}
        note={
          stats.calls_in_progress > 0 ? (
            <span className="inline-flex items-center gap-1.5 text-live">
              <LiveDot />
              {formatCount(stats.calls_in_progress)} {T.inCall}
            </span>
          ) : (
            T.nobodyInCall
          )
        }
      />
      <Metric
        label={T.calls}
        href="/calls?range=24h"
        value={formatCount(stats.calls_today)}
        note={`${formatCount(stats.conversations_today)} ${T.withPerson}`}
      />
      <Metric
        label={T.goals}
        href="/calls?range=24h&outcome=goal_achieved"
        value={stats.goal_rate === null ? "–" : formatShare(stats.goal_rate)}
        note={
          stats.goal_rate === null
            ? T.noConversation
            : `${formatCount(stats.goals_today)} of ${formatCount(stats.conversations_today)} conversations`
        }
      />
      <Metric
        label={T.duration}
        href="/analytics"
        value={stats.average_duration_s === null ? "–" : formatClock(stats.average_duration_s)}
        note={stats.average_duration_s === null ? T.noAnswered : T.ofAnswered}
      />
    </MetricRow>
  );
}

import type { AnalyticsAnswers, AnalyticsKind } from "#lib/domain/api/analytics";
import { OutcomeBars } from "@/components/campaigns/outcome-bars";
import { type Day, DayBars } from "@/components/charts/day-bars";
import { HeatMap } from "@/components/charts/heat-map";
import { byWeek } from "@/components/charts/prepare";
import { RateBars } from "@/components/charts/rate-bars";
import { Steps } from "@/components/charts/steps";
import { formatCounted, formatMicros } from "@/components/format/numbers";
import { AnalyticsNumbers } from "./analytics-numbers.tsx";
import { ChartCard } from "./chart-card.tsx";
import { ComparisonTable } from "./comparison-table.tsx";
import { DispositionDays } from "./disposition-days.tsx";
import { CALLS, COSTS, LATENCY } from "./series.ts";
import { StageTable } from "./stage-table.tsx";
import { ANALYTICS_TEXTS as T, WEEKDAYS } from "./texts.ts";

export interface AnalyticsData extends AnalyticsAnswers {
  /** Not over yet. */
  today: string;
}

interface AnalyticsChartsProps {
  data: AnalyticsData;
  /** Where a chart's file lies, by the filters of the page. */
  fileOf: (kind: AnalyticsKind) => string;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
const ATTEMPT_TEXTS = ["First call", "Second", "Third", "Fourth", "Fifth and later"] as const;

/** Everything that is known of the calls of some days. */
export function AnalyticsCharts({ data, fileOf }: AnalyticsChartsProps) {
  const { calls, outcomes, dispositions, funnel, hours, attempts, latency, costs, today } = data;
  const placed = outcomes.calls;
  const isLastOpen = calls.to === today;
  const replies = new Map(latency.items.map((day) => [day.day, day]));
  const callDays = byWeek(
    calls.items.map(({ day, calls: all, answered: taken, human: people }) => ({
      day,
      values: { human: people, otherwise: taken - people, unanswered: all - taken },
    })),
  );
  // Medians cannot be added up: these came by the week where the others are put together.
  const latencyDays = callDays.days.map(({ day }): Day => {
    const known = replies.get(day)?.total_ms;
    return { day, values: { median: known?.p50 ?? null, slowest: known?.p95 ?? null } };
  });
  const costDays = byWeek(
    costs.items.map(({ day, telephony_micros, stt_micros, llm_micros, tts_micros }) => ({
      day,
      values: { telephony_micros, stt_micros, llm_micros, tts_micros },
    })),
  );
  const by = callDays.isByWeek ? T.byWeek : T.byDay;
  return (
    <div className="flex flex-col gap-4">
      <AnalyticsNumbers calls={calls} costs={costs} />
      <ChartCard
        title={T.calls}
        note={`${by} ${T.callsNote}`}
        isEmpty={placed === 0}
        of="calls"
        fileOf={fileOf}
      >
        <DayBars caption={T.calls} series={CALLS} unit="count" isLastOpen={isLastOpen} days={callDays.days} />
      </ChartCard>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ChartCard
          title={T.funnel}
          note={T.funnelNote}
          isEmpty={funnel.contacts === 0}
          of="funnel"
          fileOf={fileOf}
        >
          <Steps
            steps={[
              { label: T.contacts, count: funnel.contacts },
              { label: T.permitted, count: funnel.permitted },
              { label: T.attempted, count: funnel.attempted },
              { label: T.answered, count: funnel.answered },
              { label: T.human, count: funnel.human },
              { label: T.engaged, count: funnel.engaged },
              { label: T.goal, count: funnel.goal_achieved },
            ]}
          />
        </ChartCard>
        <ChartCard
          title={T.outcomes}
          note={formatCounted(placed, "call")}
          isEmpty={placed === 0}
          of="outcomes"
          fileOf={fileOf}
        >
          <OutcomeBars stats={outcomes} />
        </ChartCard>
      </div>
      <ChartCard
        title={T.dispositions}
        note={`${by} ${T.dispositionsNote}`}
        isEmpty={dispositions.items.length === 0}
        of="dispositions"
        fileOf={fileOf}
      >
        <DispositionDays
          answer={dispositions}
          days={calls.items.map(({ day }) => day)}
          isLastOpen={isLastOpen}
        />
      </ChartCard>
      <ChartCard
        title={T.hours}
        note={T.hoursNote}
        isEmpty={hours.items.length === 0}
        of="hours"
        fileOf={fileOf}
      >
        <HeatMap
          caption={T.hours}
          rows={WEEKDAYS}
          columns={HOURS}
          of={T.hoursOf}
          cells={hours.items.map((cell) => ({
            row: cell.weekday,
            column: cell.hour,
            count: cell.human,
            of: cell.calls,
          }))}
        />
      </ChartCard>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ChartCard
          title={T.attempts}
          note={T.attemptsNote}
          isEmpty={placed === 0}
          of="attempts"
          fileOf={fileOf}
        >
          <RateBars
            caption={T.attempts}
            of="calls"
            rates={attempts.items.map(({ attempt, calls: all, human }) => ({
              label: ATTEMPT_TEXTS[attempt - 1] ?? String(attempt),
              count: human,
              of: all,
            }))}
          />
        </ChartCard>
        <ChartCard
          title={T.costs}
          note={
            costs.total.per_call_micros === null
              ? T.costsNote
              : `${T.costsNote} ${T.perCall}: ${formatMicros(costs.total.per_call_micros)}.`
          }
          isEmpty={costs.total.calls === 0}
          of="costs"
          fileOf={fileOf}
        >
          <DayBars
            caption={T.costs}
            series={COSTS}
            unit="micros"
            isLastOpen={isLastOpen}
            days={costDays.days}
          />
        </ChartCard>
      </div>
      <ChartCard
        title={T.latency}
        note={`${T.latencyNote} ${formatCounted(latency.total.replies, T.reply, T.replies)}.`}
        isEmpty={latency.items.length === 0}
        empty={T.noReplies}
        of="latency"
        fileOf={fileOf}
      >
        <DayBars
          caption={T.latency}
          series={LATENCY}
          unit="ms"
          isLastOpen={isLastOpen}
          days={latencyDays}
          kind="overlay"
        />
        <StageTable total={latency.total} />
      </ChartCard>
      {(["campaigns", "agents"] as const).map((of) => (
        <ChartCard
          key={of}
          title={T[of]}
          note={T.comparisonNote}
          isEmpty={data[of].items.length === 0}
          of={of}
          fileOf={fileOf}
        >
          <ComparisonTable label={T[of]} sides={data[of].items} />
        </ChartCard>
      ))}
    </div>
  );
}

import type { ReactNode } from "react";
import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import { OutcomeBars } from "@/components/campaigns/outcome-bars";
import { type Day, DayBars, type Series } from "@/components/charts/day-bars";
import { HeatMap } from "@/components/charts/heat-map";
import { Steps } from "@/components/charts/steps";
import { formatCount, formatMicros, formatMinutes, formatMs, formatShare } from "@/components/format/numbers";
import { Card, CardHeader } from "@/components/ui/card";
import { Metric, MetricRow } from "@/components/ui/metric";
import { ANALYTICS_TEXTS as T, WEEKDAYS } from "./texts.ts";

export interface AnalyticsData extends AnalyticsAnswers {
  /** Not over yet. */
  today: string;
}

const CALLS: Series[] = [
  { key: "human", label: T.byPerson, className: "bg-accent-fill" },
  { key: "otherwise", label: T.otherwise, className: "bg-live-fill" },
  { key: "unanswered", label: T.notAnswered, className: "bg-control" },
];
const LATENCY: Series[] = [
  { key: "median", label: T.median, className: "bg-accent-fill" },
  { key: "slowest", label: T.slowest, className: "bg-line-strong" },
];
const COSTS: Series[] = [
  { key: "telephony_micros", label: T.telephony, className: "bg-accent-fill" },
  { key: "stt_micros", label: T.stt, className: "bg-live-fill" },
  { key: "llm_micros", label: T.llm, className: "bg-warn-fill" },
  { key: "tts_micros", label: T.tts, className: "bg-good-fill" },
];
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/** Everything that is known of the calls of some days. */
export function AnalyticsCharts({ data }: { data: AnalyticsData }) {
  const { calls, outcomes, funnel, hours, latency, costs, today } = data;
  const total = costs.total;
  const sum = (key: "calls" | "answered" | "human" | "goals_achieved" | "minutes"): number =>
    calls.items.reduce((all, day) => all + day[key], 0);
  const [placed, answered, human] = [sum("calls"), sum("answered"), sum("human")];
  const isLastOpen = calls.to === today;
  const replies = new Map(latency.items.map((day) => [day.day, day]));
  const latencyDays = calls.items.map(({ day }): Day => {
    const known = replies.get(day)?.total_ms;
    return { day, values: { median: known?.p50 ?? null, slowest: known?.p95 ?? null } };
  });
  return (
    <div className="flex flex-col gap-4">
      <MetricRow label={T.numbers}>
        <Metric label={T.calls} value={formatCount(placed)} note={`${formatMinutes(sum("minutes"))} min`} />
        <Metric
          label={T.answered}
          value={placed === 0 ? "–" : formatShare(answered / placed)}
          note={`${formatCount(answered)} of ${formatCount(placed)} calls`}
        />
        <Metric
          label={T.goal}
          value={formatCount(sum("goals_achieved"))}
          note={
            human === 0 ? "" : `${formatShare(sum("goals_achieved") / human)} of ${formatCount(human)} people`
          }
        />
        <Metric
          label={T.costs}
          value={formatMicros(total.total_micros)}
          note={
            total.per_goal_micros === null
              ? ""
              : `${formatMicros(total.per_goal_micros)} ${T.perGoal.toLowerCase()}`
          }
        />
      </MetricRow>
      <Chart title={T.calls} note={T.callsNote} isEmpty={placed === 0}>
        <DayBars
          caption={T.calls}
          series={CALLS}
          format={formatCount}
          isLastOpen={isLastOpen}
          days={calls.items.map(({ day, calls: all, answered: taken, human: people }) => ({
            day,
            values: { human: people, otherwise: taken - people, unanswered: all - taken },
          }))}
        />
      </Chart>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Chart
          title={T.outcomes}
          note={`${formatCount(outcomes.calls)} calls`}
          isEmpty={outcomes.calls === 0}
        >
          <OutcomeBars stats={outcomes} />
        </Chart>
        <Chart title={T.funnel} note={T.funnelNote} isEmpty={funnel.contacts === 0}>
          <Steps
            steps={[
              { label: T.contacts, count: funnel.contacts },
              { label: T.attempted, count: funnel.attempted },
              { label: T.answered, count: funnel.answered },
              { label: T.human, count: funnel.human },
              { label: T.goal, count: funnel.goal_achieved },
            ]}
          />
        </Chart>
      </div>
      <Chart title={T.hours} note={T.hoursNote} isEmpty={placed === 0}>
        <HeatMap
          caption={T.hours}
          rows={WEEKDAYS}
          columns={HOURS}
          cells={hours.items.map((cell) => ({
            row: cell.weekday,
            column: cell.hour,
            count: cell.human,
            of: cell.calls,
          }))}
        />
      </Chart>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Chart
          title={T.latency}
          note={T.latencyNote}
          isEmpty={latency.items.length === 0}
          empty={T.noReplies}
        >
          <DayBars
            caption={T.latency}
            series={LATENCY}
            format={formatMs}
            isLastOpen={isLastOpen}
            days={latencyDays}
            kind="overlay"
          />
        </Chart>
        <Chart
          title={T.costs}
          note={
            total.per_call_micros === null
              ? T.costsNote
              : `${T.costsNote} ${T.perCall}: ${formatMicros(total.per_call_micros)}.`
          }
          isEmpty={total.calls === 0}
        >
          <DayBars
            caption={T.costs}
            series={COSTS}
            format={formatMicros}
            isLastOpen={isLastOpen}
            days={costs.items.map(({ day, telephony_micros, stt_micros, llm_micros, tts_micros }) => ({
              day,
              values: { telephony_micros, stt_micros, llm_micros, tts_micros },
            }))}
          />
        </Chart>
      </div>
    </div>
  );
}

interface ChartProps {
  title: string;
  note: string;
  isEmpty: boolean;
  empty?: string;
  children: ReactNode;
}

function Chart({ title, note, isEmpty, empty = T.none, children }: ChartProps) {
  return (
    <Card aria-label={title}>
      <CardHeader title={title} note={note} />
      {isEmpty ? <p className="px-4 py-10 text-center text-sm text-ink-3">{empty}</p> : children}
    </Card>
  );
}

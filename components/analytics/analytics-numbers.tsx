import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import {
  formatCount,
  formatCounted,
  formatMicros,
  formatMinutes,
  formatShare,
} from "@/components/format/numbers";
import { Metric, MetricRow } from "@/components/ui/metric";
import { ANALYTICS_TEXTS as T } from "./texts.ts";

/** The period in four figures, each with what it is out of. */
export function AnalyticsNumbers({ calls, costs }: Pick<AnalyticsAnswers, "calls" | "costs">) {
  const { total } = costs;
  const sum = (key: "calls" | "answered" | "human" | "goals_achieved" | "minutes"): number =>
    calls.items.reduce((all, day) => all + day[key], 0);
  const [placed, answered, human, goals] = [
    sum("calls"),
    sum("answered"),
    sum("human"),
    sum("goals_achieved"),
  ];
  return (
    <MetricRow label={T.numbers}>
      <Metric label={T.calls} value={formatCount(placed)} note={`${formatMinutes(sum("minutes"))} min`} />
      <Metric
        label={T.answered}
        value={placed === 0 ? "–" : formatShare(answered / placed)}
        note={`${formatCount(answered)} of ${formatCounted(placed, "call")}`}
      />
      <Metric
        label={T.goal}
        value={formatCount(goals)}
        note={
          human === 0
            ? ""
            : `${formatShare(Math.min(1, goals / human))} of ${formatCounted(human, "person", "people")}`
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
  );
}

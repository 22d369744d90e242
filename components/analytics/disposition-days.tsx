import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import type { Disposition } from "#lib/domain/statuses";
import { DISPOSITION_TEXT } from "@/components/calls/texts";
import { DayBars, type Series } from "@/components/charts/day-bars";
import { byWeek, mostFrequent } from "@/components/charts/prepare";
import { FILLS, GOAL_FILL, OTHER_FILL } from "./series.ts";
import { ANALYTICS_TEXTS as T } from "./texts.ts";

interface DispositionDaysProps {
  answer: AnalyticsAnswers["dispositions"];
  /** Every day, those without a conversation too. */
  days: readonly string[];
  isLastOpen: boolean;
}

/** What conversations came to, day by day. */
export function DispositionDays({ answer, days, isLastOpen }: DispositionDaysProps) {
  const known = new Map(answer.items.map(({ day, disposition_counts }) => [day, disposition_counts]));
  const { keys, hasOther, valuesOf } = mostFrequent(
    answer.items.map(({ day, disposition_counts }) => ({ day, counts: disposition_counts })),
  );
  const fills = [...FILLS];
  const series: Series[] = [
    ...keys.map((key) => ({
      key,
      label: DISPOSITION_TEXT[key as Disposition],
      className: key === "goal_achieved" ? GOAL_FILL : (fills.shift() ?? OTHER_FILL),
    })),
    ...(hasOther ? [{ key: "other", label: T.other, className: OTHER_FILL }] : []),
  ];
  const drawn = byWeek(days.map((day) => ({ day, values: valuesOf(known.get(day) ?? {}) })));
  return (
    <DayBars
      caption={T.dispositions}
      series={series}
      unit="count"
      isLastOpen={isLastOpen}
      days={drawn.days}
    />
  );
}

"use client";

import type { ReactNode } from "react";
import { formatCount, formatMicros, formatMs } from "@/components/format/numbers";
import { cn } from "@/components/ui/class-names";
import { labelledDays, niceTop, shortDay } from "./prepare.ts";

export interface Series {
  key: string;
  label: string;
  /** The fill of its bars. */
  className: string;
}

export interface Day {
  day: string;
  /** By the series' keys; null: nothing is known, which is a gap and no zero. */
  values: Record<string, number | null>;
}

interface DayBarsProps {
  /** What is shown, for whoever reads it as a table. */
  caption: string;
  series: readonly Series[];
  /** At most `MOST_SINGLE_DAYS`, or weeks in their place (`byWeek`). */
  days: readonly Day[];
  unit: keyof typeof FORMATS;
  /** The last day is not over yet: it is drawn dotted. */
  isLastOpen: boolean;
  /** `stack`: parts of one whole; `overlay`: each from the ground, the first one in front. */
  kind?: "stack" | "overlay";
}

const FORMATS = { count: formatCount, micros: formatMicros, ms: formatMs };
const DOTTED = "[mask-image:repeating-linear-gradient(0deg,#000_0_2px,transparent_2px_4px)]";

/**
 * A bar a day, stacked or one before the other; the same as a table for whoever cannot see it. Drawn in the browser again, so
 * that the numbers are sent and not each bar.
 */
export function DayBars({ caption, series, days, unit, isLastOpen, kind = "stack" }: DayBarsProps) {
  const format = FORMATS[unit];
  const heightOf = ({ values }: Day): number => {
    const known = series.map(({ key }) => values[key] ?? 0);
    return kind === "stack" ? known.reduce((sum, value) => sum + value, 0) : Math.max(...known);
  };
  const top = niceTop(days.map(heightOf));
  const named = labelledDays(days.length, 5);
  return (
    <div className="px-4 py-4">
      <Legend series={series} top={format(top)} />
      <div aria-hidden className="relative mt-2 h-40 border-b border-line-strong">
        <div className="absolute inset-x-0 top-0 border-t border-dashed border-line" />
        <div className="absolute inset-x-0 top-1/2 border-t border-dashed border-line" />
        <div className="absolute inset-0 flex items-end gap-px">
          {days.map((day, i) => (
            <div
              key={day.day}
              title={titleOf(day, series, format)}
              className={cn(
                "relative flex h-full min-w-0 flex-1 flex-col-reverse hover:bg-subtle",
                isLastOpen && i === days.length - 1 && DOTTED,
              )}
            >
              {(kind === "stack" ? series : series.toReversed()).map(({ key, className }) => {
                const height = `${((day.values[key] ?? 0) / top) * 100}%`;
                return (
                  <div
                    key={key}
                    className={cn(
                      "mx-px shrink-0 rounded-t-xs",
                      className,
                      kind === "overlay" && "absolute inset-x-0 bottom-0",
                    )}
                    style={{ height }}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <div aria-hidden className="mt-1 flex gap-px text-2xs text-ink-3">
        {days.map(({ day }, i) => (
          <span key={day} className="relative h-4 min-w-0 flex-1">
            {named.has(i) ? (
              <span
                className={cn(
                  "absolute whitespace-nowrap",
                  i === 0 ? "left-0" : i === days.length - 1 ? "right-0" : "left-1/2 -translate-x-1/2",
                )}
              >
                {shortDay(day)}
              </span>
            ) : null}
          </span>
        ))}
      </div>
      <DayTable caption={caption} series={series} days={days} format={format} />
    </div>
  );
}

function titleOf({ day, values }: Day, series: readonly Series[], format: (value: number) => string): string {
  const parts = series.map(({ key, label }) => `${label}: ${shown(values[key], format)}`);
  return [shortDay(day), ...parts].join("\n");
}

const shown = (value: number | null | undefined, format: (value: number) => string): string =>
  value === null || value === undefined ? "–" : format(value);

function Legend({ series, top }: { series: readonly Series[]; top: ReactNode }) {
  return (
    <div aria-hidden className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
      <span className="text-2xs text-ink-3">{top}</span>
      <span className="flex-1" />
      {series.map(({ key, label, className }) => (
        <span key={key} className="inline-flex items-center gap-1.5">
          <span className={cn("size-2.5 rounded-xs", className)} />
          {label}
        </span>
      ))}
    </div>
  );
}

function DayTable({
  caption,
  series,
  days,
  format,
}: Pick<DayBarsProps, "caption" | "series" | "days"> & { format: (value: number) => string }) {
  return (
    <div className="sr-only">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, values }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {series.map(({ key }) => (
                <td key={key}>{shown(values[key], format)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

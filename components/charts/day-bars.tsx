"use client";

import type { ReactNode } from "react";
import { formatCount, formatMicros, formatMs } from "@/components/format/numbers";
import { cn } from "@/components/ui/class-names";
import { BAR_HEIGHT, BAR_WIDTH, type Bar, barPath, labelledDays, niceTop, shortDay } from "./prepare.ts";

export interface Series {
  key: string;
  label: string;
  /** The colour of its bars, as of a text. */
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
  const openAt = isLastOpen ? days.length - 1 : days.length;
  const [closed, open] = [days.slice(0, openAt), days.slice(openAt)];
  const openShare = open.length / Math.max(1, days.length);
  return (
    <div className="px-4 py-4">
      <Legend series={series} top={format(top)} />
      <div aria-hidden className="relative mt-2 h-40 border-b border-line-strong">
        <div className="absolute inset-x-0 top-0 border-t border-dashed border-line" />
        <div className="absolute inset-x-0 top-1/2 border-t border-dashed border-line" />
        <div className="absolute inset-0 flex">
          {days.map((day) => (
            <div
              key={day.day}
              title={titleOf(day, series, format)}
              className="min-w-0 flex-1 hover:bg-subtle"
            />
          ))}
        </div>
        <Bars days={closed} series={series} kind={kind} top={top} className="left-0" share={1 - openShare} />
        {open.length > 0 ? (
          <Bars
            days={open}
            series={series}
            kind={kind}
            top={top}
            className={cn("right-0", DOTTED)}
            share={openShare}
          />
        ) : null}
      </div>
      <div aria-hidden className="relative mt-1 h-4 text-2xs text-ink-3">
        {days.map(({ day }, i) =>
          named.has(i) ? (
            <span
              key={day}
              className={cn(
                "absolute whitespace-nowrap",
                i > 0 && (i === days.length - 1 ? "-translate-x-full" : "-translate-x-1/2"),
              )}
              style={{ left: `${(placeOf(i, days.length) / days.length) * 100}%` }}
            >
              {shortDay(day)}
            </span>
          ) : null,
        )}
      </div>
      <DayTable caption={caption} series={series} days={days} format={format} />
    </div>
  );
}

/** Where a day's name stands, in days: at the left of the first, the right of the last, and in the middle of the others. */
function placeOf(i: number, count: number): number {
  if (i === 0) return 0;
  return i === count - 1 ? count : i + 0.5;
}

interface BarsProps extends Pick<DayBarsProps, "series" | "days"> {
  kind: NonNullable<DayBarsProps["kind"]>;
  top: number;
  className: string;
  /** Of the chart's width. */
  share: number;
}

function Bars({ series, days, kind, top, className, share }: BarsProps) {
  const grounds = days.map(() => 0);
  const paths = series.map(({ key, className: colour }) => {
    const bars = days.map(({ values }, i): Bar => {
      const from = grounds[i] ?? 0;
      const to = from + (values[key] ?? 0) / top;
      if (kind === "stack") grounds[i] = to;
      return { from, to };
    });
    return <path key={key} className={cn("fill-current", colour)} d={barPath(bars)} />;
  });
  return (
    <svg
      viewBox={`0 0 ${days.length * BAR_WIDTH} ${BAR_HEIGHT}`}
      preserveAspectRatio="none"
      className={cn("pointer-events-none absolute inset-y-0 h-full", className)}
      style={{ width: `${share * 100}%` }}
    >
      {kind === "stack" ? paths : paths.toReversed()}
    </svg>
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
          <span className={cn("size-2.5 rounded-xs bg-current", className)} />
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

"use client";

import type { ReactNode } from "react";
import { formatCount } from "@/components/format/numbers";
import { cn } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";

export interface MetricFilter {
  id: string;
  label: string;
  /** undefined: still being counted. */
  count: number | undefined;
  /** There may be more. */
  isCapped?: boolean;
  note?: ReactNode;
  isChosen: boolean;
  onChoose: () => void;
}

/** Numbers that filter the list below them when they are clicked. */
export function MetricFilters({ label, metrics }: { label: string; metrics: MetricFilter[] }) {
  return (
    <div
      role="group"
      aria-label={label}
      className="mb-3 grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-card sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]"
    >
      {metrics.map(({ id, label: word, count, isCapped, note, isChosen, onChoose }) => (
        <button
          key={id}
          type="button"
          aria-pressed={isChosen}
          onClick={onChoose}
          className={cn(
            "relative min-w-0 bg-surface px-3.5 py-2.5 text-left -outline-offset-2 last:odd:col-span-2 hover:bg-subtle sm:last:odd:col-auto",
            isChosen && "bg-subtle",
          )}
        >
          <span
            aria-hidden
            className={cn("absolute inset-x-0 top-0 h-0.5", isChosen ? "bg-accent" : "bg-transparent")}
          />
          <span className="block truncate text-xs text-ink-3">{word}</span>
          <span className="flex items-baseline gap-2">
            {count === undefined ? (
              <Skeleton className="my-1 h-5 w-10" />
            ) : (
              <span className="text-xl font-semibold tracking-tight">
                {formatCount(count)}
                {isCapped ? "+" : ""}
              </span>
            )}
            <span className="truncate text-xs text-ink-3">{note}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

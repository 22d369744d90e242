"use client";

import { ZoomOut } from "lucide-react";
import { type PointerEvent, useRef, useState } from "react";
import type { Bar } from "#lib/domain/calls-histogram";
import { formatCount } from "@/components/format/numbers";
import { absoluteText } from "@/components/time/time-text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { CALL_HISTOGRAM_TEXTS as T } from "./texts.ts";

interface CallsHistogramProps {
  bars: Bar[];
  barWidthS: number;
  /** From the beginning of a bar to the end of another one. */
  onZoom: (fromMs: number, toMs: number) => void;
  /** null: nothing is zoomed into. */
  onZoomOut: (() => void) | null;
}

const PARTS = [
  { key: "goals", label: T.goals, fill: "bg-good-fill" },
  { key: "answered", label: T.answered, fill: "bg-accent" },
  { key: "other", label: T.other, fill: "bg-line-strong" },
] as const;

const callsIn = (bar: Bar): number => bar.goals + bar.answered + bar.other;

/** When the calls of the list were placed. Drawing over bars, or choosing one, shows that time alone. */
export function CallsHistogram({ bars, barWidthS, onZoom, onZoomOut }: CallsHistogramProps) {
  const [span, setSpan] = useState<[number, number] | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const top = Math.max(1, ...bars.map(callsIn));
  const placeOf = (event: PointerEvent): number => {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return 0;
    const place = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.min(bars.length - 1, Math.max(0, place));
  };
  const zoom = (from: number, to: number): void => {
    const [first, last] = [bars[Math.min(from, to)], bars[Math.max(from, to)]];
    if (first && last) onZoom(first.atMs, last.atMs + barWidthS * 1000);
  };
  const isInSpan = (i: number): boolean => span !== null && i >= Math.min(...span) && i <= Math.max(...span);
  const [first, last] = [bars[0], bars.at(-1)];
  return (
    <section aria-label={T.title} className="border-b border-line px-3 pt-2 pb-1.5">
      <div
        ref={frame}
        className="flex h-14 touch-pan-y items-end gap-px select-none"
        onPointerDown={(event) => {
          if (event.button !== 0 || event.pointerType === "touch") return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setSpan([placeOf(event), placeOf(event)]);
        }}
        onPointerMove={(event) => span && setSpan([span[0], placeOf(event)])}
        onPointerUp={() => {
          if (span) zoom(...span);
          setSpan(null);
        }}
        onPointerCancel={() => setSpan(null)}
      >
        {bars.map((bar, i) => (
          <button
            key={bar.atMs}
            type="button"
            tabIndex={callsIn(bar) === 0 ? -1 : 0}
            aria-label={`${absoluteText(new Date(bar.atMs))}: ${formatCount(callsIn(bar))} ${T.calls}`}
            title={titleOf(bar)}
            // By keyboard: the pointer is followed above.
            onClick={(event) => event.detail === 0 && zoom(i, i)}
            className={cn(
              "flex h-full min-w-0 flex-1 flex-col justify-end rounded-t-xs -outline-offset-2 hover:bg-subtle",
              isInSpan(i) && "bg-accent-soft",
            )}
          >
            {PARTS.toReversed().map(({ key, fill }) => (
              <span
                key={key}
                className={cn("block w-full", fill)}
                style={{ height: `${(bar[key] / top) * 100}%` }}
              />
            ))}
          </button>
        ))}
      </div>
      <div className="mt-1 flex h-6 items-center gap-x-4 text-2xs text-ink-3">
        <span>{first ? absoluteText(new Date(first.atMs)) : null}</span>
        <span aria-hidden className="mx-auto flex gap-3 max-sm:hidden">
          {PARTS.map(({ key, label, fill }) => (
            <span key={key} className="flex items-center gap-1.5">
              <span className={cn("size-2 rounded-[2px]", fill)} />
              {label}
            </span>
          ))}
        </span>
        {onZoomOut ? (
          <Button size="sm" look="quiet" className="h-6 text-xs" onClick={onZoomOut}>
            <ZoomOut aria-hidden />
            {T.zoomOut}
          </Button>
        ) : null}
        <span className="max-sm:ml-auto">
          {last ? absoluteText(new Date(last.atMs + barWidthS * 1000)) : null}
        </span>
      </div>
    </section>
  );
}

function titleOf(bar: Bar): string {
  return [
    absoluteText(new Date(bar.atMs)),
    ...PARTS.map(({ key, label }) => `${label}: ${formatCount(bar[key])}`),
  ].join("\n");
}

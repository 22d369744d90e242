"use client";

import type { KeyboardEvent, PointerEvent, RefObject } from "react";
import type { Turn } from "#lib/domain/api/turn";
import { formatClock } from "@/components/format/numbers";
import { cn } from "@/components/ui/class-names";
import { CALL_TEXTS } from "./texts.ts";
import type { Peaks } from "./wav-peaks.ts";

interface VoiceLanesProps {
  turns: Turn[];
  durationMs: number;
  peaks: Peaks | null;
  /** 0–1; absent: the lanes only show, nothing can be sought. */
  seek?: ((share: number) => void) | undefined;
  currentMs?: number;
  /** Moved by the player on every frame, past React. */
  playhead?: RefObject<HTMLDivElement | null>;
}

const LANES = [
  {
    role: "agent",
    label: CALL_TEXTS.agent,
    wave: "text-accent",
    block: "bg-accent/50",
    underWave: "bg-accent/15",
  },
  {
    role: "callee",
    label: CALL_TEXTS.contact,
    wave: "text-ink-2",
    block: "bg-ink-2/45",
    underWave: "bg-ink-2/15",
  },
] as const;

/** Both voices on one clock, each in its own lane: who spoke when, and where one cut the other off. */
export function VoiceLanes({ turns, durationMs, peaks, seek, currentMs = 0, playhead }: VoiceLanesProps) {
  const left = (ms: number): string => `${Math.min(100, (ms / durationMs) * 100)}%`;
  const onPointer = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    seek?.(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowLeft: -5_000, ArrowRight: 5_000, Home: -currentMs, End: durationMs - currentMs }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    seek?.(Math.min(1, Math.max(0, (currentMs + step) / durationMs)));
  };
  const slider = seek
    ? {
        role: "slider",
        tabIndex: 0,
        "aria-label": "Position in the recording",
        "aria-valuemin": 0,
        "aria-valuemax": Math.round(durationMs / 1000),
        "aria-valuenow": Math.round(currentMs / 1000),
        "aria-valuetext": `${formatClock(currentMs / 1000)} of ${formatClock(durationMs / 1000)}`,
        onPointerDown: onPointer,
        onPointerMove: onPointer,
        onKeyDown: onKey,
      }
    : { "aria-hidden": true };
  return (
    <div className="flex gap-3">
      <div aria-hidden className="flex w-14 shrink-0 flex-col gap-1 text-xs text-ink-3">
        {LANES.map((lane) => (
          <span key={lane.role} className="flex h-10 items-center">
            {lane.label}
          </span>
        ))}
      </div>
      <div
        className={cn("relative flex min-w-0 flex-1 touch-none flex-col gap-1", seek && "cursor-pointer")}
        {...slider}
      >
        {LANES.map((lane) => (
          <div key={lane.role} className="relative h-10 overflow-hidden rounded-sm bg-subtle">
            {turns
              .filter((turn) => turn.role === lane.role)
              .map((turn) => (
                <span
                  key={turn.id}
                  className={cn(
                    "absolute inset-y-0 rounded-sm",
                    peaks ? lane.underWave : lane.block,
                    turn.interrupted && "rounded-r-none border-r-[3px] border-warn-fill",
                  )}
                  style={{
                    left: left(turn.started_ms),
                    width: left(Math.max(turn.ended_ms - turn.started_ms, durationMs / 300)),
                  }}
                />
              ))}
            {peaks ? <Wave peaks={peaks[lane.role]} className={lane.wave} /> : null}
          </div>
        ))}
        <div
          ref={playhead}
          className={cn("pointer-events-none absolute -inset-y-1 left-0 w-0.5 bg-ink", !seek && "hidden")}
        />
      </div>
    </div>
  );
}

function Wave({ peaks, className }: { peaks: number[]; className: string }) {
  const loudest = Math.max(0.05, ...peaks);
  const path = peaks
    .map((peak, i) => {
      const half = Math.max(0.2, (peak / loudest) * 17);
      return `M${i + 0.5} ${20 - half}V${20 + half}`;
    })
    .join("");
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${peaks.length} 40`}
      preserveAspectRatio="none"
      className={cn("absolute inset-0 size-full", className)}
    >
      <path d={path} stroke="currentColor" strokeWidth="0.62" />
    </svg>
  );
}

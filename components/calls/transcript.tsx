"use client";

import { CornerDownRight, Scissors, Wrench } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Turn } from "#lib/domain/api/turn";
import { formatClock, formatMs } from "@/components/format/numbers";
import { cn } from "@/components/ui/class-names";
import { notHeard } from "./heard.ts";
import { CALL_TEXTS } from "./texts.ts";

interface TranscriptProps {
  turns: Turn[];
  /** The turn that is spoken at the player's position. */
  currentIndex: number | null;
  /** Moves the player to a time in ms; absent while there is no recording. */
  seekTo?: ((ms: number) => void) | undefined;
  className?: string;
}

export function Transcript({ turns, currentIndex, seekTo, className }: TranscriptProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (currentIndex === null) return;
    const item = list.current?.querySelector<HTMLElement>(`[data-turn="${currentIndex}"]`);
    const box = list.current;
    if (!item || !box) return;
    // Only the list scrolls: following the voice never moves the page.
    const above = item.offsetTop - box.offsetTop;
    if (above < box.scrollTop || above + item.offsetHeight > box.scrollTop + box.clientHeight) {
      box.scrollTo({ top: above - box.clientHeight / 3, behavior: "smooth" });
    }
  }, [currentIndex]);
  return (
    <ol
      ref={list}
      aria-label={CALL_TEXTS.transcript}
      tabIndex={0}
      className={cn("flex flex-col gap-0.5 overflow-y-auto p-2", className)}
    >
      {turns.map((turn) => (
        <li key={turn.id} data-turn={turn.index}>
          {turn.role === "tool" ? (
            <ToolTurn turn={turn} />
          ) : (
            <SpokenTurn turn={turn} isCurrent={turn.index === currentIndex} seekTo={seekTo} />
          )}
        </li>
      ))}
    </ol>
  );
}

interface SpokenTurnProps {
  turn: Turn;
  isCurrent: boolean;
  seekTo: ((ms: number) => void) | undefined;
}

function SpokenTurn({ turn, isCurrent, seekTo }: SpokenTurnProps) {
  const isAgent = turn.role === "agent";
  const unheard = isAgent ? notHeard(turn.text, turn.generated_text) : "";
  const total = turn.latency?.total_ms;
  const body = (
    <>
      <span className="w-10 shrink-0 pt-px text-right text-xs text-ink-3">
        {formatClock(turn.started_ms / 1000)}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 text-xs">
          <span className={cn("font-semibold", isAgent ? "text-accent" : "text-ink-2")}>
            {isAgent ? CALL_TEXTS.agent : CALL_TEXTS.contact}
          </span>
          {turn.interrupted ? (
            <span className="inline-flex items-center gap-1 text-warn">
              <Scissors aria-hidden className="size-3" />
              {CALL_TEXTS.interrupted}
            </span>
          ) : null}
          {typeof total === "number" ? (
            <span className="ml-auto text-2xs text-ink-3" title={CALL_TEXTS.latencyNote}>
              {formatMs(total)}
            </span>
          ) : null}
        </span>
        <span className="block text-base text-ink">{turn.text}</span>
        {unheard ? (
          <span className="mt-1 flex items-start gap-1.5 text-sm text-ink-3">
            <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            <span>
              {CALL_TEXTS.notHeard}: <s className="decoration-control">{unheard}</s>
            </span>
          </span>
        ) : null}
      </span>
    </>
  );
  const style = cn(
    "flex w-full gap-3 rounded-md px-2 py-1.5 text-left",
    isCurrent && "bg-accent-soft",
    seekTo && !isCurrent && "hover:bg-subtle",
  );
  if (!seekTo) return <div className={style}>{body}</div>;
  return (
    <button type="button" className={style} aria-current={isCurrent} onClick={() => seekTo(turn.started_ms)}>
      {body}
    </button>
  );
}

function ToolTurn({ turn }: { turn: Turn }) {
  return (
    <div className="flex gap-3 px-2 py-1">
      <span className="w-10 shrink-0" />
      <p className="flex min-w-0 items-start gap-1.5 text-xs text-ink-3">
        <Wrench aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        <span className="min-w-0 break-words">
          <span className="font-mono">{turn.tool?.name ?? CALL_TEXTS.tool}</span>
          {turn.text ? ` · ${turn.text}` : null}
        </span>
      </p>
    </div>
  );
}

import { Pause, Play, RotateCw } from "lucide-react";
import { LiveDot } from "@/components/ui/status";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import { LAYOUT_TEXTS as T } from "./texts.ts";

export type LinkState = "connecting" | "live" | "reconnecting" | "paused";

const LOOKS: Record<LinkState, { word: string; hint: string; style: string }> = {
  connecting: { word: T.connecting, hint: T.liveHint, style: "text-ink-3" },
  live: { word: T.live, hint: T.liveHint, style: "text-live" },
  reconnecting: { word: T.reconnecting, hint: T.reconnectingHint, style: "text-warn" },
  paused: { word: T.paused, hint: T.pausedHint, style: "text-ink-2" },
};

interface LiveLinkProps {
  state: LinkState;
  onToggle: () => void;
}

/** Whether what is on screen is now; a click makes it stand still, and go on. */
export function LiveLink({ state, onToggle }: LiveLinkProps) {
  const { word, hint, style } = LOOKS[state];
  return (
    <Tooltip text={hint}>
      <button
        type="button"
        aria-pressed={state === "paused"}
        onClick={onToggle}
        className={cn(
          "group flex h-8 items-center gap-2 rounded-md px-2.5 text-xs font-medium hover:bg-hover",
          style,
        )}
      >
        {state === "paused" ? (
          <Play aria-hidden className="size-3.5" />
        ) : (
          <>
            <Pause aria-hidden className="hidden size-3.5 group-hover:block" />
            <span className="grid size-3.5 place-items-center group-hover:hidden">
              {state === "live" ? <LiveDot /> : <RotateCw aria-hidden className="size-3.5 animate-spin" />}
            </span>
          </>
        )}
        <span aria-live="polite" className="group-data-folded/shell:sr-only">
          {word}
        </span>
      </button>
    </Tooltip>
  );
}

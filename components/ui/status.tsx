import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names.ts";

export type Tone = "neutral" | "live" | "good" | "warn" | "bad" | "accent";

const TONES: Record<Tone, string> = {
  neutral: "bg-subtle text-ink-2",
  live: "bg-live-soft text-live",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  accent: "bg-accent-soft text-accent",
};

interface StatusProps {
  tone: Tone;
  icon?: LucideIcon;
  /** In place of the icon: this is happening now. Where there may be many, still: to move them all is work without end. */
  dot?: "pulsing" | "still" | undefined;
  children: ReactNode;
  className?: string;
}

/** A status is told by an icon and a word; the colour only helps. */
export function Status({ tone, icon: Icon, dot, children, className }: StatusProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5.5 items-center gap-1.5 rounded-full px-2 text-xs font-medium whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      {dot ? (
        <LiveDot isStill={dot === "still"} />
      ) : Icon ? (
        <Icon aria-hidden className="size-3.5 shrink-0" />
      ) : null}
      {children}
    </span>
  );
}

export function LiveDot({ isStill = false, className }: { isStill?: boolean; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "relative inline-block size-1.5 shrink-0 rounded-full bg-current",
        !isStill &&
          "before:absolute before:inset-0 before:animate-live before:rounded-full before:bg-current",
        className,
      )}
    />
  );
}

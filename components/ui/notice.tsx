import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names.ts";

const LOOKS = {
  info: { icon: Info, style: "bg-subtle text-ink-2" },
  good: { icon: CircleCheck, style: "bg-good-soft text-good" },
  warn: { icon: TriangleAlert, style: "bg-warn-soft text-warn" },
  bad: { icon: CircleAlert, style: "bg-bad-soft text-bad" },
} as const;

interface NoticeProps {
  tone: keyof typeof LOOKS;
  children: ReactNode;
  className?: string;
}

/** A sentence about the whole form or page; an error is announced. */
export function Notice({ tone, children, className }: NoticeProps) {
  const { icon: Icon, style } = LOOKS[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : undefined}
      className={cn("flex items-start gap-2.5 rounded-md px-3 py-2.5 text-sm", style, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

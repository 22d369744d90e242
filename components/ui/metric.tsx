import { Link } from "./link.tsx";
import type { ReactNode } from "react";
import { cn } from "./class-names.ts";
import { Skeleton } from "./skeleton.tsx";

interface MetricProps {
  label: string;
  value: ReactNode;
  /** What the number is out of, or what it does not count. */
  note?: ReactNode;
  /** Where more is told of it. */
  href?: string;
}

export function Metric({ label, value, note, href }: MetricProps) {
  return (
    <div className={cn("relative min-w-0 px-4 py-3", href && "hover:bg-subtle")}>
      <dt className="truncate text-xs text-ink-3">
        {href ? (
          <Link href={href} className="-outline-offset-2 after:absolute after:inset-0">
            {label}
          </Link>
        ) : (
          label
        )}
      </dt>
      <dd className="mt-1 text-2xl font-semibold tracking-tight text-ink">{value}</dd>
      <dd className="mt-0.5 min-h-4 text-xs text-ink-3">{note}</dd>
    </div>
  );
}

/** Numbers side by side in one frame, hairlines between them. */
export function MetricRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-surface shadow-card lg:grid-cols-4 [&>*]:border-line [&>*:nth-child(even)]:border-l [&>*:nth-child(n+3)]:max-lg:border-t lg:[&>*:not(:first-child)]:border-l"
    >
      {children}
    </dl>
  );
}

export function MetricSkeleton() {
  return (
    <div className="px-4 py-3.5">
      <Skeleton className="my-0.5 h-3 w-20" />
      <Skeleton className="mt-2 h-7 w-16" />
      <Skeleton className="mt-2 h-3 w-24" />
    </div>
  );
}

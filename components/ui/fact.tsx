import type { ReactNode } from "react";

/** A line of a `dl`; what is not known is a dash. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 py-1.5 text-sm">
      <dt className="shrink-0 text-ink-3">{label}</dt>
      <dd className="min-w-0 text-right break-words text-ink">
        {children ?? <span className="text-ink-3">–</span>}
      </dd>
    </div>
  );
}

import type { ReactNode } from "react";

interface ToolbarProps {
  /** Search, facets, dates. */
  children: ReactNode;
  /** Columns, export, and what the page is for. */
  actions?: ReactNode;
}

export function Toolbar({ children, actions }: ToolbarProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-2 border-b border-line px-3 py-2.5">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 max-sm:basis-52">{children}</div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}

import { ChevronRight } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";

interface Crumb {
  href: string;
  label: string;
}

interface PageHeaderProps {
  title: ReactNode;
  note?: ReactNode;
  /** Where this page hangs: the page above it, or all of them from the top. */
  parent?: Crumb | Crumb[];
  badge?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, note, parent, badge, actions }: PageHeaderProps) {
  return (
    <header className="mb-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {parent ? (
          <nav aria-label="Breadcrumb" className="mb-1">
            <ol className="flex min-w-0 items-center gap-1 text-xs text-ink-3">
              {[parent].flat().map(({ href, label }) => (
                <li key={href} className="flex min-w-0 items-center gap-1">
                  <Link href={href} className="truncate rounded-sm hover:text-ink hover:underline">
                    {label}
                  </Link>
                  <ChevronRight aria-hidden className="size-3.5 shrink-0" />
                </li>
              ))}
            </ol>
          </nav>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{title}</h1>
          {badge}
        </div>
        {note ? <p className="mt-1 max-w-2xl text-sm text-ink-2">{note}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

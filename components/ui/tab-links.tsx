"use client";

import { useEffect, useRef } from "react";
import { formatCount } from "@/components/format/numbers";
import { Link } from "./link.tsx";
import { cn } from "./class-names.ts";

export interface TabLink {
  href: string;
  label: string;
  count?: number | undefined;
  current: boolean;
}

/** Tabs whose state is the address: they can be linked to, and Back works. */
export function TabLinks({ label, tabs }: { label: string; tabs: TabLink[] }) {
  const nav = useRef<HTMLElement>(null);
  const chosen = tabs.findIndex(({ current }) => current);
  // Where there is no room for all, the chosen one is in sight.
  useEffect(() => {
    const tab = nav.current?.children[chosen];
    if (!nav.current || !(tab instanceof HTMLElement)) return;
    nav.current.scrollLeft = tab.offsetLeft - (nav.current.clientWidth - tab.offsetWidth) / 2;
  }, [chosen]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className="relative -mb-px flex gap-5 overflow-x-auto border-b border-line"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? "page" : undefined}
          className={cn(
            "flex items-center gap-1.5 rounded-t-sm border-b-2 px-0.5 py-2 text-sm font-medium whitespace-nowrap -outline-offset-2",
            tab.current ? "border-accent text-ink" : "border-transparent text-ink-3 hover:text-ink",
          )}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="rounded-full bg-subtle px-1.5 text-2xs text-ink-2">
              {formatCount(tab.count)}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}

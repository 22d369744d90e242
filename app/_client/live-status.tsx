"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCount } from "@/components/format/numbers";
import { LiveDot } from "@/components/ui/status";
import { dashboardQuery } from "./call-queries.ts";
import { useTimeZone } from "./time-zone.ts";

/** "3 in call", in the sidebar of every page; nothing while nobody is. */
export function LiveStatus() {
  const { data } = useQuery(dashboardQuery(useTimeZone()));
  if (!data || data.calls_in_progress === 0) return null;
  return (
    <Link
      href="/calls/live"
      className="mt-4 flex items-center gap-2.5 rounded-md bg-live-soft px-3 py-2 text-sm font-medium text-live hover:brightness-95"
    >
      <LiveDot />
      {formatCount(data.calls_in_progress)} in call
    </Link>
  );
}

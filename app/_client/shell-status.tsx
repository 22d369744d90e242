"use client";

import { useQuery } from "@tanstack/react-query";
import { OctagonX } from "lucide-react";
import { useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { LiveLink } from "@/components/layout/live-link";
import { RunningList } from "@/components/layout/running-list";
import { LAYOUT_TEXTS as T } from "@/components/layout/texts";
import { LiveDot } from "@/components/ui/status";
import { runningCampaignsQuery } from "./campaign-queries.ts";
import { dashboardQuery } from "./dashboard-query.ts";
import { useLiveLink, useLiveStream } from "./live/live-provider.tsx";
import { StopAllDialog } from "./stop-all.tsx";
import { useTimeZone } from "./time-zone.ts";

const useRunning = () =>
  (useQuery(runningCampaignsQuery()).data?.items ?? []).filter(({ status }) => status === "running");

export function RunningCampaigns() {
  return <RunningList campaigns={useRunning()} />;
}

/** "3 in call"; nothing while nobody is. */
export function InCall() {
  const { data } = useQuery(dashboardQuery(useTimeZone()));
  if (!data || data.calls_in_progress === 0) return null;
  return (
    <span className="ml-auto flex items-center gap-1.5 text-xs text-live group-data-folded/shell:ml-0">
      <LiveDot />
      <span className="group-data-folded/shell:sr-only">
        {formatCount(data.calls_in_progress)} {T.inCall}
      </span>
    </span>
  );
}

/** Whether the screen is live; and, while anything runs, how all of it is stopped. */
export function ShellControls() {
  const stream = useLiveStream();
  const link = useLiveLink();
  const isRunning = useRunning().length > 0;
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="flex flex-wrap items-center justify-between gap-1">
      <LiveLink state={link} onToggle={() => (link === "paused" ? stream.start() : stream.pause())} />
      {isRunning ? (
        <button
          type="button"
          title={T.stopAll}
          onClick={() => setAsked(true)}
          className="flex h-8 items-center gap-1.5 rounded-md px-2.5 text-xs font-medium text-bad hover:bg-bad-soft"
        >
          <OctagonX aria-hidden className="size-3.5" />
          <span className="group-data-folded/shell:sr-only">{T.stopAll}</span>
        </button>
      ) : null}
      <StopAllDialog open={isAsked} onClose={() => setAsked(false)} />
    </div>
  );
}

"use client";

import { CirclePause, Hourglass } from "lucide-react";
import type { Campaign } from "#lib/domain/api/campaign";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { useNow } from "@/components/time/use-now";
import { cn } from "@/components/ui/class-names";
import { campaignStand } from "./campaign-stand.ts";
import { ProgressSegments } from "./progress-segments.tsx";

/** Under a campaign's name, on each of its pages: how far it is, why it stands still, how long it takes. */
export function CampaignHeadline({ campaign, stats }: { campaign: Campaign; stats: CampaignStats }) {
  const stand = campaignStand(campaign, stats, useNow("half-minute"));
  const Icon = stand?.tone === "warn" ? CirclePause : Hourglass;
  if (stats.total_leads === 0 && !stand) return null;
  return (
    <div className="mb-4 flex flex-col gap-2">
      {stats.total_leads > 0 ? <ProgressSegments stats={stats} className="h-1.5" /> : null}
      {stand ? (
        <p
          role="status"
          className={cn("flex items-start gap-2 text-sm", stand.tone === "warn" ? "text-warn" : "text-ink-2")}
        >
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
          {stand.text}
        </p>
      ) : null}
    </div>
  );
}

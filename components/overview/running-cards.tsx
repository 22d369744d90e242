import { Link } from "@/components/ui/link";
import type { Campaign } from "#lib/domain/api/campaign";
import { CampaignStatusBadge } from "@/components/campaigns/campaign-status";
import { pauseText } from "@/components/campaigns/pause-reason";
import { shareDone } from "@/components/campaigns/progress";
import { formatCount, formatShare } from "@/components/format/numbers";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { LiveDot } from "@/components/ui/status";
import { OVERVIEW_TEXTS as T } from "./texts.ts";

/** How the campaigns that are under way stand; a paused one says why. */
export function RunningCards({ campaigns }: { campaigns: Campaign[] }) {
  if (campaigns.length === 0) {
    return (
      <Card>
        <p className="px-4 py-5 text-sm text-ink-3">{T.runningEmpty}</p>
      </Card>
    );
  }
  return (
    <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
      {campaigns.map((campaign) => (
        <RunningCard key={campaign.id} campaign={campaign} />
      ))}
    </ul>
  );
}

function RunningCard({ campaign }: { campaign: Campaign }) {
  const { leads_done: done, total_leads: total, goals_achieved: goals, calls_in_progress: inCall } = campaign;
  return (
    <li className="relative flex min-w-0 flex-col gap-2.5 rounded-lg border border-line bg-surface px-4 py-3 shadow-card hover:border-line-strong">
      <div className="flex items-center justify-between gap-3">
        <Link
          href={`/campaigns/${campaign.id}`}
          className="min-w-0 truncate text-sm font-semibold after:absolute after:inset-0"
        >
          {campaign.name}
        </Link>
        <CampaignStatusBadge status={campaign.status} />
      </div>
      <ProgressBar label={`Progress of ${campaign.name}`} value={shareDone(done, total)} />
      <div className="flex items-center gap-3 text-xs text-ink-3">
        <span>
          <span className="font-semibold text-ink">{formatShare(shareDone(done, total))}</span> of{" "}
          {formatCount(total)}
        </span>
        <span>
          <span className="font-semibold text-ink">{formatCount(goals)}</span>{" "}
          {goals === 1 ? "goal" : "goals"}
        </span>
        {inCall > 0 ? (
          <span className="ml-auto flex items-center gap-1.5 font-medium text-live">
            <LiveDot />
            {formatCount(inCall)} {T.inCall}
          </span>
        ) : null}
      </div>
      {campaign.status === "paused" ? (
        <p className="text-xs text-warn">{pauseText(campaign.pause_reason)}</p>
      ) : null}
    </li>
  );
}

import { Link } from "@/components/ui/link";
import type { Campaign } from "#lib/domain/api/campaign";
import type { Column } from "@/components/data-table/column";
import { formatCount, formatShare } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { ProgressBar } from "@/components/ui/progress-bar";
import { CampaignStatusBadge } from "./campaign-status.tsx";
import { shareDone } from "./progress.ts";
import { CAMPAIGN_LIST_TEXTS as T } from "./texts.ts";

const Dash = () => <span className="text-ink-3">–</span>;

/** A row leads to its campaign wherever it is clicked. */
export const CAMPAIGN_COLUMNS: Column<Campaign>[] = [
  {
    id: "campaign",
    head: T.campaign,
    className: "max-w-72 min-w-36 py-1.5 max-sm:max-w-44",
    cell: (campaign) => (
      <>
        <Link
          href={`/campaigns/${campaign.id}`}
          className="block truncate font-medium text-ink after:absolute after:inset-0"
        >
          {campaign.name}
        </Link>
        <span className="block truncate text-xs text-ink-3">{campaign.goal}</span>
      </>
    ),
  },
  {
    id: "status",
    head: T.status,
    cell: (campaign) => (
      <>
        <CampaignStatusBadge status={campaign.status} />
        <span className="mt-1 block text-xs text-ink-3 sm:hidden">
          {formatCount(campaign.leads_done)} / {formatCount(campaign.total_leads)}
        </span>
      </>
    ),
  },
  {
    id: "progress",
    head: T.progress,
    className: "min-w-44 max-sm:hidden",
    isOptional: true,
    cell: ({ name, leads_done: done, total_leads: total }) =>
      total === 0 ? (
        <span className="text-xs text-ink-3">{T.noContacts}</span>
      ) : (
        <span className="flex items-center gap-2.5">
          <ProgressBar label={`${T.progressOf} ${name}`} value={shareDone(done, total)} className="w-24" />
          <span className="text-xs whitespace-nowrap text-ink-2">
            {formatCount(done)} / {formatCount(total)}
          </span>
        </span>
      ),
  },
  {
    id: "goals",
    head: T.goals,
    className: "text-right whitespace-nowrap max-sm:hidden",
    isOptional: true,
    cell: ({ goals_achieved: goals, leads_done: done }) =>
      goals > 0 ? (
        <>
          {formatCount(goals)}{" "}
          <span className="text-xs text-ink-3">{formatShare(goals / Math.max(1, done))}</span>
        </>
      ) : (
        <Dash />
      ),
  },
  {
    id: "in_call",
    head: T.inCall,
    className: "text-right max-md:hidden",
    isOptional: true,
    cell: ({ calls_in_progress: inCall }) =>
      inCall > 0 ? <span className="font-medium text-live">{formatCount(inCall)}</span> : <Dash />,
  },
  {
    id: "created",
    head: T.created,
    className: "text-right text-ink-2 max-md:hidden",
    isOptional: true,
    cell: (campaign) => <RelativeTime iso={campaign.created_at} />,
  },
];

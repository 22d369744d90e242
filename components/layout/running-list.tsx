import { Link } from "@/components/ui/link";
import type { Campaign } from "#lib/domain/api/campaign";
import { shareDone } from "@/components/campaigns/progress";
import { formatShare } from "@/components/format/numbers";
import { LiveDot } from "@/components/ui/status";
import { LAYOUT_TEXTS as T } from "./texts.ts";

/** The campaigns that run now, below the link to all of them. */
export function RunningList({ campaigns }: { campaigns: Campaign[] }) {
  if (campaigns.length === 0) return null;
  return (
    <ul
      aria-label={T.running}
      className="my-1 ml-4.5 flex flex-col gap-px border-l border-line pl-1.5 group-data-folded/shell:hidden"
    >
      {campaigns.map((campaign) => (
        <li key={campaign.id}>
          <Link
            href={`/campaigns/${campaign.id}`}
            className="flex h-7 items-center gap-2 rounded-md px-2 text-xs text-ink-2 hover:bg-hover hover:text-ink"
          >
            <LiveDot className="text-live" />
            <span className="min-w-0 flex-1 truncate">{campaign.name}</span>
            <span className="text-ink-3">
              {formatShare(shareDone(campaign.leads_done, campaign.total_leads))}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

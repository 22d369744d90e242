import Link from "next/link";
import type { Campaign } from "#lib/domain/api/campaign";
import { formatCount, formatShare } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { CampaignStatusBadge } from "./campaign-status.tsx";
import { shareDone } from "./progress.ts";

/** A row leads to its campaign wherever it is clicked. */
export function CampaignsTable({ campaigns, label }: { campaigns: Campaign[]; label: string }) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>Campaign</HeadCell>
          <HeadCell>Status</HeadCell>
          <HeadCell className="min-w-44 max-sm:hidden">Progress</HeadCell>
          <HeadCell className="text-right max-sm:hidden">Goals</HeadCell>
          <HeadCell className="text-right max-md:hidden">In call</HeadCell>
          <HeadCell className="text-right max-md:hidden">Created</HeadCell>
        </tr>
      </thead>
      <tbody>
        {campaigns.map((campaign) => (
          <CampaignRow key={campaign.id} campaign={campaign} />
        ))}
      </tbody>
    </Table>
  );
}

function CampaignRow({ campaign }: { campaign: Campaign }) {
  const { leads_done: done, total_leads: total } = campaign;
  return (
    <Row>
      <Cell className="max-w-72 min-w-36 py-2 max-sm:max-w-44">
        <Link
          href={`/campaigns/${campaign.id}`}
          className="block truncate font-medium text-ink after:absolute after:inset-0"
        >
          {campaign.name}
        </Link>
        <span className="block truncate text-xs text-ink-3">{campaign.goal}</span>
      </Cell>
      <Cell>
        <CampaignStatusBadge status={campaign.status} />
        <span className="mt-1 block text-xs text-ink-3 sm:hidden">
          {formatCount(done)} / {formatCount(total)}
        </span>
      </Cell>
      <Cell className="max-sm:hidden">
        {total === 0 ? (
          <span className="text-xs text-ink-3">No contacts yet</span>
        ) : (
          <span className="flex items-center gap-2.5">
            <ProgressBar
              label={`Progress of ${campaign.name}`}
              value={shareDone(done, total)}
              className="w-24"
            />
            <span className="text-xs whitespace-nowrap text-ink-2">
              {formatCount(done)} / {formatCount(total)}
            </span>
          </span>
        )}
      </Cell>
      <Cell className="text-right max-sm:hidden">
        {campaign.goals_achieved > 0 ? (
          <>
            {formatCount(campaign.goals_achieved)}{" "}
            <span className="text-xs text-ink-3">
              {formatShare(campaign.goals_achieved / Math.max(1, done))}
            </span>
          </>
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </Cell>
      <Cell className="text-right max-md:hidden">
        {campaign.calls_in_progress > 0 ? (
          <span className="font-medium text-live">{formatCount(campaign.calls_in_progress)}</span>
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </Cell>
      <Cell className="text-right text-ink-2 max-md:hidden">
        <RelativeTime iso={campaign.created_at} />
      </Cell>
    </Row>
  );
}

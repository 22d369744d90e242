import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { formatCount } from "@/components/format/numbers";
import { cn } from "@/components/ui/class-names";
import { campaignSegments, type SegmentName } from "./progress.ts";
import { CAMPAIGN_TEXTS } from "./texts.ts";

const SEGMENTS: Record<SegmentName, { word: string; fill: string }> = {
  goal: { word: "Goal achieved", fill: "bg-good-fill" },
  finished: { word: "Finished", fill: "bg-control" },
  active: { word: "In progress", fill: "bg-live-fill" },
  retry: { word: "Trying again later", fill: "bg-warn-fill" },
  waiting: { word: "Waiting", fill: "bg-line-strong" },
  cancelled: { word: "Cancelled", fill: "bg-line" },
};

/** All contacts as one bar, and the same in words and numbers. */
export function CampaignProgress({ stats }: { stats: CampaignStats }) {
  const segments = campaignSegments(stats);
  const total = Math.max(
    1,
    segments.reduce((sum, s) => sum + s.count, 0),
  );
  return (
    <div className="px-4 py-4">
      <div aria-hidden className="flex h-3 gap-0.5 overflow-hidden rounded-full bg-subtle">
        {segments
          .filter((s) => s.count > 0)
          .map((s) => (
            <span
              key={s.name}
              className={cn("h-full transition-[width] duration-500", SEGMENTS[s.name].fill)}
              style={{ width: `${(s.count / total) * 100}%` }}
            />
          ))}
      </div>
      <dl
        aria-label={CAMPAIGN_TEXTS.progress}
        className="mt-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3"
      >
        {segments.map((s) => (
          <div key={s.name} className="min-w-0">
            <dt className="flex items-center gap-1.5 text-xs text-ink-3">
              <span aria-hidden className={cn("size-2 shrink-0 rounded-[2px]", SEGMENTS[s.name].fill)} />
              {SEGMENTS[s.name].word}
            </dt>
            <dd className="text-lg font-semibold" data-segment={s.name}>
              {formatCount(s.count)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

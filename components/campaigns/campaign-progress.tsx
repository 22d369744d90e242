import { formatCount } from "@/components/format/numbers";
import { cn } from "@/components/ui/class-names";
import { campaignSegments, type Counted, SEGMENT_LOOK } from "./progress.ts";
import { ProgressSegments } from "./progress-segments.tsx";
import { CAMPAIGN_TEXTS } from "./texts.ts";

/** All contacts as one bar, and the same in words and numbers. */
export function CampaignProgress({ stats }: { stats: Counted }) {
  const segments = campaignSegments(stats);
  return (
    <div className="px-4 py-4">
      <ProgressSegments stats={stats} className="h-3" />
      <dl
        aria-label={CAMPAIGN_TEXTS.progress}
        className="mt-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3"
      >
        {segments.map((s) => (
          <div key={s.name} className="min-w-0">
            <dt className="flex items-center gap-1.5 text-xs text-ink-3">
              <span aria-hidden className={cn("size-2 shrink-0 rounded-[2px]", SEGMENT_LOOK[s.name].fill)} />
              {SEGMENT_LOOK[s.name].word}
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

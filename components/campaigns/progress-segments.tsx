import { cn } from "@/components/ui/class-names";
import { campaignSegments, type Counted, SEGMENT_LOOK } from "./progress.ts";

/** All contacts as one bar; what it shows is told in words elsewhere. */
export function ProgressSegments({ stats, className }: { stats: Counted; className?: string }) {
  const segments = campaignSegments(stats);
  const total = Math.max(
    1,
    segments.reduce((sum, s) => sum + s.count, 0),
  );
  return (
    <div aria-hidden className={cn("flex gap-0.5 overflow-hidden rounded-full bg-subtle", className)}>
      {segments
        .filter((s) => s.count > 0)
        .map((s) => (
          <span
            key={s.name}
            title={SEGMENT_LOOK[s.name].word}
            className={cn("h-full transition-[width] duration-500", SEGMENT_LOOK[s.name].fill)}
            style={{ width: `${(s.count / total) * 100}%` }}
          />
        ))}
    </div>
  );
}

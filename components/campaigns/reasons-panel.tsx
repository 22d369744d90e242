import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { formatCount } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { Card, CardHeader } from "@/components/ui/card";
import { reasonRows } from "./reasons.ts";
import { CAMPAIGN_TEXTS } from "./texts.ts";

/** "110 outside calling hours, again in 9 hours"; nothing at all where nobody is held back. */
export function ReasonsPanel({ stats }: { stats: CampaignStats }) {
  const rows = reasonRows(stats);
  if (rows.length === 0) return null;
  return (
    <Card aria-label={CAMPAIGN_TEXTS.reasons}>
      <CardHeader title={CAMPAIGN_TEXTS.reasons} note={CAMPAIGN_TEXTS.reasonsNote} />
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.word} className="flex items-baseline gap-3 px-4 py-2 text-sm">
            <span className="w-14 shrink-0 text-right font-semibold tabular-nums">
              {formatCount(row.count)}
            </span>
            <span className="min-w-0 flex-1">{row.word}</span>
            <span className="shrink-0 text-xs text-ink-3">
              {row.nextAt === null ? (
                CAMPAIGN_TEXTS.notCalled
              ) : (
                <>
                  {CAMPAIGN_TEXTS.again} <RelativeTime iso={row.nextAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import type { Disposition, TelephonyResult } from "#lib/domain/statuses";
import { CallOutcome } from "@/components/calls/call-outcome";
import { dispositionView, telephonyView } from "@/components/calls/outcome";
import { formatCount } from "@/components/format/numbers";
import { CAMPAIGN_TEXTS } from "./texts.ts";

type Counts = Pick<CampaignStats, "disposition_counts" | "telephony_result_counts">;

/** Calls that were answered by their disposition, the others by what the carrier said; most frequent first. */
export function OutcomeBars({ stats }: { stats: Counts }) {
  const rows = [
    ...Object.entries(stats.disposition_counts).map(([key, count]) => ({
      key,
      count: count ?? 0,
      view: dispositionView(key as Disposition),
    })),
    ...Object.entries(stats.telephony_result_counts)
      .filter(([key]) => key !== "answered")
      .map(([key, count]) => ({ key, count: count ?? 0, view: telephonyView(key as TelephonyResult) })),
  ]
    .filter((row) => row.count > 0)
    .sort((a, b) => b.count - a.count);
  if (rows.length === 0) {
    return <p className="px-4 py-10 text-center text-sm text-ink-3">{CAMPAIGN_TEXTS.outcomesEmpty}</p>;
  }
  const most = Math.max(...rows.map((row) => row.count));
  return (
    <ul className="flex flex-col gap-1.5 px-4 py-4">
      {rows.map((row) => (
        <li
          key={row.key}
          className="grid grid-cols-[11.5rem_1fr_auto] items-center gap-3 max-sm:grid-cols-[11rem_1fr_auto]"
        >
          <span className="min-w-0 overflow-hidden">
            <CallOutcome view={row.view} />
          </span>
          <span aria-hidden className="h-1.5 rounded-full bg-subtle">
            <span
              className="block h-full rounded-full bg-control transition-[width] duration-500"
              style={{ width: `${(row.count / most) * 100}%` }}
            />
          </span>
          <span className="text-right text-sm font-medium">{formatCount(row.count)}</span>
        </li>
      ))}
    </ul>
  );
}

import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { GATE_REASONS, type JobReason } from "#lib/domain/statuses";
import { JOB_REASON_TEXT } from "@/components/calls/texts";

export interface ReasonRow {
  word: string;
  count: number;
  /** ISO; when the first of those that wait is asked about again; null: they are not called at all. */
  nextAt: string | null;
}

/** A job may also end for the gate's reason under another name. */
const WITHHELD: ReadonlySet<JobReason> = new Set([...GATE_REASONS, "opted_out", "lost"]);

/** Why contacts of a campaign are not called now; reasons of the same words are one row. */
export function reasonRows(stats: Pick<CampaignStats, "reasons">): ReasonRow[] {
  const rows = new Map<string, ReasonRow>();
  for (const { reason, count, next_at } of stats.reasons) {
    if (!WITHHELD.has(reason)) continue;
    const word = JOB_REASON_TEXT[reason];
    const row = rows.get(word);
    const times = [row?.nextAt, next_at].filter((at) => at !== null && at !== undefined).sort();
    rows.set(word, { word, count: (row?.count ?? 0) + count, nextAt: times[0] ?? null });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count);
}

import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { type JobStatus, isActiveJob } from "#lib/domain/statuses";

export type SegmentName = "goal" | "finished" | "active" | "retry" | "waiting" | "cancelled";

export interface Segment {
  name: SegmentName;
  count: number;
}

export type Counted = Pick<CampaignStats, "total_leads" | "job_status_counts" | "goals_achieved">;

/** Every contact in exactly one segment; the counts add up to the contacts. */
export function campaignSegments(stats: Counted): Segment[] {
  const of = (status: JobStatus): number => stats.job_status_counts[status] ?? 0;
  const active = Object.entries(stats.job_status_counts)
    .filter(([status]) => isActiveJob(status as JobStatus))
    .reduce((sum, [, count]) => sum + (count ?? 0), 0);
  const goal = Math.min(stats.goals_achieved, of("done"));
  const finished = of("done") - goal;
  const retry = of("retry_scheduled");
  const cancelled = of("cancelled");
  // Contacts that have no job yet wait too.
  const waiting = Math.max(of("pending"), stats.total_leads - goal - finished - active - retry - cancelled);
  return [
    { name: "goal", count: goal },
    { name: "finished", count: finished },
    { name: "active", count: active },
    { name: "retry", count: retry },
    { name: "waiting", count: waiting },
    { name: "cancelled", count: cancelled },
  ];
}

/** 0–1: contacts that will not be called again. */
export function shareDone(done: number, total: number): number {
  return total === 0 ? 0 : Math.min(1, done / total);
}

export const SEGMENT_LOOK: Record<SegmentName, { word: string; fill: string }> = {
  goal: { word: "Goal achieved", fill: "bg-good-fill" },
  finished: { word: "Finished", fill: "bg-control" },
  active: { word: "In progress", fill: "bg-live-fill" },
  retry: { word: "Trying again later", fill: "bg-warn-fill" },
  waiting: { word: "Waiting", fill: "bg-line-strong" },
  cancelled: { word: "Cancelled", fill: "bg-line" },
};

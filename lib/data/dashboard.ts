import { sql } from "kysely";
import type { Db } from "./db.ts";
import type { DashboardStats } from "#lib/domain/api/dashboard";

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** The overview's figures; "today" began at midnight in `timezone`. */
export async function dashboardStats(db: Db, tenantId: string, timezone: string): Promise<DashboardStats> {
  // Known beforehand, so that the day's calls are found by their index.
  const { rows: begun } = await sql<{ day: Date }>`
    select date_trunc('day', now() at time zone ${timezone}::text) at time zone ${timezone}::text as day`.execute(
    db,
  );
  const day = begun[0]?.day;
  if (!day) throw new Error("an aggregate answered no row");
  const result = await sql<{
    active_campaigns: number;
    calls_today: number;
    goals: number;
    conversations: number;
    average_s: number | null;
    seconds: number;
    in_progress: number;
  }>`
    with today as (
      select * from talky.calls where tenant_id = ${tenantId}::uuid and requested_at >= ${day}::timestamptz
    )
    select
      (select count(*) from talky.campaigns
        where tenant_id = ${tenantId}::uuid and status = 'running' and deleted_at is null and not is_single_call) as active_campaigns,
      (select count(*) from talky.calls where tenant_id = ${tenantId}::uuid and settled_at is null
        and carrier_state not in ('ended', 'unknown')) as in_progress,
      count(today.id) as calls_today,
      count(*) filter (where disposition = 'goal_achieved') as goals,
      count(*) filter (where answered_by = 'human' and disposition is not null) as conversations,
      avg(duration_s) filter (where answered_at is not null and ended_at is not null) as average_s,
      coalesce(sum(duration_s), 0) as seconds
    from today
  `.execute(db);
  const row = result.rows[0];
  if (!row) throw new Error("an aggregate answered no row");
  return {
    active_campaigns: row.active_campaigns,
    calls_today: row.calls_today,
    goal_rate: row.conversations === 0 ? null : round(Math.min(1, row.goals / row.conversations), 4),
    goals_today: row.goals,
    conversations_today: row.conversations,
    average_duration_s: row.average_s === null ? null : round(row.average_s, 1),
    calls_in_progress: row.in_progress,
    minutes_used_today: round(row.seconds / 60, 2),
    day_started_at: day.toISOString(),
  };
}

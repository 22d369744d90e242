import { sql } from "kysely";

/** Seconds of the plan `p` that this calendar month (UTC) has left, reservations of open calls taken off. May be below 0. */
export const secondsLeft = (tenantId: string, now: Date) => {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  return sql<number>`(p.minutes * 60.0 - coalesce((select m.seconds from talky.usage_months m
    where m.tenant_id = ${tenantId} and m.month = ${month}), 0))::float8`;
};

/** What a campaign has spent, reservations of open calls added. */
export const committedMicros = (campaignId: string) => sql<number>`coalesce((
  select s.spent_micros + s.reserved_micros from talky.campaign_spend s where s.campaign_id = ${campaignId}), 0)`;

/** The statement that settles what a call took. Once: a second settlement changes nothing. */
export const settlingUsage = (callId: string, used: { seconds: number; micros: number }, now: Date) => sql`
  update talky.usage_ledger set used_s = ${used.seconds}, used_micros = ${used.micros}, settled_at = ${now}::timestamptz
  where call_id = ${callId} and settled_at is null`;

import { sql } from "kysely";
import { z } from "zod";
import type { LeadFacts } from "#lib/domain/dialing/lead-place";
import type { CampaignLog, Dial, RulesAtDial } from "#lib/domain/judge/campaign-log";
import { lawHistory } from "#lib/domain/laws/law-changes";
import { callSnapshotSchema, type CallingConfig } from "#lib/domain/settings";
import type { Disposition, TelephonyResult } from "#lib/domain/statuses";
import type { Db } from "./db.ts";
import { leadFacts } from "./gate-facts.ts";
import { readLawChanges } from "./laws.ts";

/** A dial as the rows have it; what its number tells is added by whoever asks. */
export interface LoggedDial extends Omit<Dial, "times" | "isReserved"> {
  lead: LeadFacts;
  /** null: its snapshot cannot be read. */
  calling: CallingConfig | null;
}

export interface LoggedCampaign extends Omit<CampaignLog, "dials"> {
  dials: LoggedDial[];
  /** All of the campaign's calls are among them. */
  isComplete: boolean;
}

/** The carrier's clock may be a little ahead of ours. */
const CLOCK_SLACK_MS = 5000;

const rulesSchema = z
  .object({
    max_attempts: z.number(),
    max_concurrent_calls: z.number(),
    attempts_per_day: z.number(),
    attempts_per_week: z.number(),
    min_gap_ms: z.number(),
    needs_consent: z.boolean(),
    budget_micros: z.number().nullable().default(null),
  })
  .transform((row): RulesAtDial => ({
    maxAttempts: row.max_attempts,
    maxConcurrentCalls: row.max_concurrent_calls,
    attempts: { perDay: row.attempts_per_day, perWeek: row.attempts_per_week, minGapMs: row.min_gap_ms },
    needsConsent: row.needs_consent,
    budgetMicros: row.budget_micros,
  }));
/** As they are kept with the request to the carrier. */
export type LoggedRules = z.input<typeof rulesSchema>;

interface CallRow {
  id: string;
  campaign_id: string;
  job_id: string;
  attempt: number;
  phone_number: string;
  requested_at: Date;
  ended_at: Date | null;
  settled_at: Date | null;
  telephony_result: string | null;
  disposition: string | null;
  has_disturbed: boolean;
  is_failure: boolean;
  snapshot: unknown;
  reserved_micros: number | null;
  used_micros: number | null;
  rules: unknown;
}

/** What happened in a campaign, for its judge: its newest calls, and what else was done to their numbers. */
export async function readCampaignLog(
  db: Db,
  tenantId: string,
  campaignId: string,
  mostCalls: number,
): Promise<LoggedCampaign> {
  const { rows } = await sql<CallRow>`
    with own as materialized (
      select id, phone_number from talky.calls where tenant_id = ${tenantId} and campaign_id = ${campaignId}
      order by requested_at desc, id desc limit ${mostCalls})
    select k.id, k.campaign_id, k.job_id, k.attempt, k.phone_number, k.requested_at, k.ended_at, k.settled_at,
      k.telephony_result, k.disposition, k.snapshot, u.reserved_micros, u.used_micros, talky.counts_on_person(k) as has_disturbed,
      k.telephony_result = 'failed' and k.ringing_at is null and k.answered_at is null as is_failure,
      (select e.data -> 'rules' from talky.call_events e where e.call_id = k.id and e.type = 'carrier.request'
        order by e.id limit 1) as rules
    from talky.calls k left join talky.usage_ledger u on u.call_id = k.id where k.tenant_id = ${tenantId}
      and (k.id in (select id from own) or k.campaign_id <> ${campaignId}
        and k.phone_number in (select phone_number from own))
    order by k.requested_at, k.id`.execute(db);
  const numbers = [...new Set(rows.map((row) => row.phone_number))];
  const audits = await db
    .selectFrom("audit_log")
    .select(["at", "action"])
    .where("tenant_id", "=", tenantId)
    .where("subject_id", "=", campaignId)
    .where("action", "in", ["campaign.start", "campaign.resume", "campaign.pause", "campaign.stop"])
    .orderBy("id")
    .execute();
  const optOuts = await sql<{ phone_number: string; campaign_id: string | null; created_at: Date }>`
    select phone_number, campaign_id, created_at from talky.dnc_entries
    where tenant_id = ${tenantId} and phone_number = any(${numbers}::text[])`.execute(db);
  const consents = await sql<{ phone_number: string; given_at: Date; revoked_at: Date | null }>`
    select s.phone_number, s.given_at, s.revoked_at from talky.consents s
    join talky.campaigns c on c.id = ${campaignId} and c.purpose = s.purpose
    where s.tenant_id = ${tenantId} and s.phone_number = any(${numbers}::text[])`.execute(db);
  const laws = await readLawChanges(db);
  return {
    campaignId,
    lawsAt: lawHistory(laws),
    isComplete: rows.filter((row) => row.campaign_id === campaignId).length < mostCalls,
    dials: rows.map(toDial),
    switches: audits.map(({ at, action }) => ({
      at,
      to: action === "campaign.pause" ? "paused" : action === "campaign.stop" ? "stopped" : "running",
    })),
    optOuts: optOuts.rows.map((row) => ({
      phoneNumber: row.phone_number,
      campaignId: row.campaign_id,
      at: row.created_at,
    })),
    consents: consents.rows.map((row) => ({
      phoneNumber: row.phone_number,
      givenAt: row.given_at,
      revokedAt: row.revoked_at,
    })),
  };
}

function toDial(row: CallRow): LoggedDial {
  const snapshot = callSnapshotSchema.safeParse(row.snapshot).data ?? null;
  return {
    callId: row.id,
    campaignId: row.campaign_id,
    jobId: row.job_id,
    attempt: row.attempt,
    phoneNumber: row.phone_number,
    requestedAt: row.requested_at,
    overAt: overAt(row),
    settledAt: row.settled_at,
    reservedMicros: row.reserved_micros ?? 0,
    costMicros: row.used_micros ?? 0,
    result: row.telephony_result as TelephonyResult | null,
    disposition: row.disposition as Disposition | null,
    hasDisturbed: row.has_disturbed,
    isFailure: row.is_failure ?? false,
    rules: rulesSchema.safeParse(row.rules).data ?? null,
    lead: leadFacts({
      phone_number: row.phone_number,
      timezone: snapshot?.lead.timezone ?? null,
      custom_fields: snapshot?.lead.customFields,
    }),
    calling: snapshot?.calling ?? null,
  };
}

function overAt({ ended_at: ended, settled_at: settled }: CallRow): Date | null {
  if (!ended || !settled) return ended ?? settled;
  const isAhead = ended > settled && ended.getTime() - settled.getTime() < CLOCK_SLACK_MS;
  return isAhead ? settled : ended;
}

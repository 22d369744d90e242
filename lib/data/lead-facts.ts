import { sql } from "kysely";
import type { StoredFacts } from "#lib/domain/dialing/gate";
import type { JobReason, JobStatus } from "#lib/domain/statuses";
import type { Db } from "./db.ts";
import { candidateColumns, factsOf, readGateRules, type CandidateRow } from "./gate-facts.ts";

/** What decides, in the history of a job; its calls' own events are elsewhere. */
const TELLING = ["gate.verdict", "carrier.request", "carrier.refused", "settle", "opt_out"];
const MOST_EVENTS = 200;

export interface LeadJob {
  id: string;
  status: JobStatus;
  reason: JobReason | null;
  nextAttemptAt: Date | null;
  attempts: number;
  attemptsOnPerson: number;
}

export interface LeadKnown {
  facts: StoredFacts;
  job: LeadJob | null;
}

/** What the gate would judge one lead by; null: the campaign has no such lead. */
export async function readLeadFacts(
  db: Db,
  tenantId: string,
  campaignId: string,
  leadId: string,
  asked: { now: Date; carrier: StoredFacts["carrier"] },
): Promise<LeadKnown | null> {
  const rules = await readGateRules(db, campaignId, "read", asked.now);
  if (!rules) return null;
  // Before the start there is no job: the lead's own id stands for it, and has no calls.
  const { rows } = await sql<
    CandidateRow & { has_job: boolean; next_attempt_at: Date | null; attempts_on_person: number }
  >`
    select ${candidateColumns(asked.now)}, j.has_job, j.next_attempt_at, j.attempts_on_person
    from talky.leads l cross join lateral (
      select coalesce(o.id, l.id) as id, l.tenant_id, l.campaign_id, l.id as lead_id, l.phone_number, o.reason,
        coalesce(o.attempts, 0) as attempts, coalesce(o.attempts_on_person, 0) as attempts_on_person,
        coalesce(o.status, 'pending') as status, o.next_attempt_at, o.id is not null as has_job
      from (select) one left join talky.dialer_jobs o on o.lead_id = l.id) j
    where l.tenant_id = ${tenantId} and l.campaign_id = ${campaignId} and l.id = ${leadId}
      and l.status <> 'deleted'`.execute(db);
  const row = rows[0];
  if (!row) return null;
  return {
    facts: factsOf(rules, row, asked.carrier),
    job: row.has_job
      ? {
          id: row.id,
          status: row.status as JobStatus,
          reason: row.reason as JobReason | null,
          nextAttemptAt: row.next_attempt_at,
          attempts: row.attempts,
          attemptsOnPerson: row.attempts_on_person,
        }
      : null,
  };
}

/** A lead that is not there yet. */
export interface ProposedLead {
  phone_number: string;
  timezone: string | null;
  custom_fields: Record<string, unknown>;
}

/** The newest leads of a campaign, as far as the gate asks about them. */
export async function readNewestLeads(
  db: Db,
  tenantId: string,
  campaignId: string,
  most: number,
): Promise<ProposedLead[]> {
  const rows = await db
    .selectFrom("leads")
    .select(["phone_number", "timezone", "custom_fields"])
    .where("tenant_id", "=", tenantId)
    .where("campaign_id", "=", campaignId)
    .where("status", "<>", "deleted")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...row, custom_fields: row.custom_fields as Record<string, unknown> }));
}

/** What the gate would judge leads by that a campaign is about to get, in their order; null: there is no such campaign. */
export async function readProposedFacts(
  db: Db,
  tenantId: string,
  campaignId: string,
  leads: readonly ProposedLead[],
  asked: { now: Date; carrier: StoredFacts["carrier"] },
): Promise<StoredFacts[] | null> {
  const rules = await readGateRules(db, campaignId, "read", asked.now);
  if (!rules) return null;
  // Their jobs are yet to come: an id that nobody has stands for each.
  const { rows } = await sql<CandidateRow>`
    select ${candidateColumns(asked.now)}
    from rows from (jsonb_to_recordset(${JSON.stringify(leads)}::jsonb)
        as (phone_number text, timezone text, custom_fields jsonb)) with ordinality
        as g(phone_number, timezone, custom_fields, place)
      cross join lateral (select g.timezone, g.custom_fields, 'pending' as status) l
      cross join lateral (select gen_random_uuid() as id, ${tenantId}::uuid as tenant_id, ${campaignId}::uuid as campaign_id,
        null::uuid as lead_id, g.phone_number, 0 as attempts, 'pending' as status, null::text as reason) j
    order by g.place`.execute(db);
  return rows.map((row) => factsOf(rules, row, asked.carrier));
}

export interface DecisionEvent {
  at: Date;
  type: string;
  data: Record<string, unknown>;
}

/** The newest decisions about a job and its attempts, oldest first. */
export async function readDecisions(db: Db, tenantId: string, jobId: string): Promise<DecisionEvent[]> {
  const rows = await db
    .selectFrom("call_events")
    .select(["at", "type", "data"])
    .where("tenant_id", "=", tenantId)
    .where("job_id", "=", jobId)
    .where("type", "in", TELLING)
    .orderBy("id", "desc")
    .limit(MOST_EVENTS)
    .execute();
  return rows.toReversed().map((row) => ({ ...row, data: row.data as Record<string, unknown> }));
}

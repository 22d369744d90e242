import { judge } from "#lib/domain/judge/judge";
import { readCampaignLog } from "#lib/data/campaign-log";
import { asUser } from "#lib/services/auth/as-user";
import { judgeCampaign, placedDial } from "#lib/services/campaigns/judge-campaign";
import { brokenChecks } from "./lean-database.ts";
import type { Simulation } from "./simulation.ts";

/** What a simulation came to: everything that is wrong with it, in words, and figures to look at. */
export interface SimulationVerdict {
  /** By the judge of the campaigns' own logs, as in production. */
  broken: Record<string, number>;
  /** By the same judge, over what the carrier saw. */
  trulyBroken: Record<string, number>;
  /** Leads, jobs, calls and seconds that are not where they must be. */
  lost: Record<string, number>;
  figures: Record<string, number>;
}

/** Rules that hold at the carrier's own moments too; the others are counted from the moment of the gate's word. */
const TRUE_RULES = new Set(["duplicate_dial", "dial_after_final_outcome", "cap_campaign"]);
/** Rules of the clock, which a request may pass by as much as it takes to be sent. */
const TIME_RULES = new Set(["dial_outside_window", "dial_outside_legal_hours", "dial_on_holiday"]);
const SENDING_MS = 30_000;
const MOST_CALLS = 1_000_000;

export async function verdictOf(simulation: Simulation): Promise<SimulationVerdict> {
  const broken: Record<string, number> = {};
  const trulyBroken: Record<string, number> = {};
  for (const { id, tenantId } of simulation.campaigns) {
    const ctx = simulation.userContext(tenantId);
    for (const rule of (await judgeCampaign(ctx, id)).rules) add(broken, rule.rule, rule.broken);
    const log = await asUser(ctx, "campaigns.read", (trx) => readCampaignLog(trx, tenantId, id, MOST_CALLS));
    const dials = log.dials.flatMap((dial) => {
      const call = simulation.trueCall(dial.callId);
      return call ? [{ ...placedDial(dial), requestedAt: call.placedAt, overAt: call.endedAt }] : [];
    });
    for (const { rule } of judge({ ...log, dials }).violations)
      if (TRUE_RULES.has(rule)) add(trulyBroken, rule, 1);
    const sooner = dials.map((dial) => ({
      ...dial,
      requestedAt: new Date(dial.requestedAt.getTime() - SENDING_MS),
    }));
    const late = new Set(
      judge({ ...log, dials })
        .violations.filter((one) => TIME_RULES.has(one.rule))
        .map((one) => one.callId),
    );
    for (const { rule, callId } of judge({ ...log, dials: sooner }).violations)
      if (TIME_RULES.has(rule) && late.has(callId)) add(trulyBroken, rule, 1);
  }
  return { broken, trulyBroken, lost: await lostIn(simulation), figures: await figuresOf(simulation) };
}

function add(counts: Record<string, number>, key: string, n: number): void {
  if (n > 0) counts[key] = (counts[key] ?? 0) + n;
}

/** `checks`: each counts rows that must not be. */
const CHECKS: Record<string, string> = {
  "leads without a job": `select count(*) from talky.leads l where not exists (select from talky.dialer_jobs j where j.lead_id = l.id)`,
  "jobs that hang": `select count(*) from talky.dialer_jobs where status in ('claimed', 'dialing', 'in_call', 'unknown')`,
  "jobs that wait although they are due": `select count(*) from talky.dialer_jobs j join talky.campaigns c on c.id = j.campaign_id
    where j.status in ('pending', 'retry_scheduled')
      and (c.status <> 'running' or j.next_attempt_at < now() - interval '2 minutes')`,
  "campaigns that do not end": `select count(*) from talky.campaigns c where c.status = 'running' and not exists (
    select from talky.dialer_jobs j where j.campaign_id = c.id and j.status in ('pending', 'retry_scheduled'))`,
  "calls that are not settled": `select count(*) from talky.calls where settled_at is null`,
  "events that were not applied": `select count(*) from talky.carrier_inbox where applied_at is null`,
  "calls without their minutes": `select count(*) from talky.calls k left join talky.usage_ledger u on u.call_id = k.id
    where u.settled_at is null or u.used_s is distinct from coalesce(k.duration_s, 0)`,
  "calls without their cost": `select count(*) from talky.calls k left join talky.usage_ledger u on u.call_id = k.id
    where u.used_micros is distinct from k.telephony_micros + k.stt_micros + k.llm_micros + k.tts_micros
      or (k.answered_at is not null and u.used_micros = 0)`,
  "campaigns whose spending does not add up": `select count(*) from talky.campaign_spend s where s.reserved_micros <> 0
    or s.spent_micros <> (select sum(u.used_micros) from talky.usage_ledger u where u.campaign_id = s.campaign_id)`,
  "numbers that count other calls than there are": `select count(*) from talky.phone_numbers n
    where (select count(*) from talky.calls k where k.tenant_id = n.tenant_id and k.from_number = n.phone_number)
      <> (select sum(d.calls) from talky.phone_number_days d
        where d.tenant_id = n.tenant_id and d.phone_number = n.phone_number)`,
  "jobs that count other attempts than there are": `select count(*) from talky.dialer_jobs j
    where j.attempts <> (select count(*) from talky.calls k where k.job_id = j.id)`,
  "opt-outs that are not on the list": `select count(*) from talky.calls k where k.disposition = 'opted_out' and not exists (
    select from talky.dnc_entries d where d.tenant_id = k.tenant_id and d.phone_number = k.phone_number)`,
};

async function lostIn(simulation: Simulation): Promise<Record<string, number>> {
  const { owner } = simulation.database;
  const lost: Record<string, number> = {};
  for (const [what, check] of Object.entries(CHECKS)) {
    const { rows } = await owner.query<{ count: string }>(check);
    add(lost, what, Number(rows[0]?.count));
  }
  if (simulation.options.isLean)
    for (const check of await brokenChecks(owner)) add(lost, `rows against a check, ${check}`, 1);
  const { rows } = await owner.query<{
    id: string;
    carrier_call_id: string | null;
    telephony_result: string;
  }>("select id, carrier_call_id, telephony_result from talky.calls");
  const known = new Map(rows.map((row) => [row.id, row]));
  const placed = new Set<string>();
  for (const call of simulation.carrier.calls) {
    const row = known.get(call.callId);
    if (placed.has(call.callId)) add(lost, "requests that were sent twice", 1);
    placed.add(call.callId);
    if (!row) add(lost, "calls of the carrier's that we know nothing of", 1);
    else if (row.carrier_call_id !== null && row.carrier_call_id !== call.id) add(lost, "calls mixed up", 1);
    else if (row.telephony_result !== call.result && row.telephony_result !== "unknown")
      add(lost, `calls that came to ${call.result}, and are written down as ${row.telephony_result}`, 1);
  }
  return lost;
}

/** The hours that the clocks of a zone show twice, in the autumn of 2026. */
const DOUBLE_HOURS: Record<string, [from: string, to: string]> = {
  "Europe/London": ["2026-10-25T00:00Z", "2026-10-25T02:00Z"],
  "Europe/Paris": ["2026-10-25T00:00Z", "2026-10-25T02:00Z"],
  "America/New_York": ["2026-11-01T05:00Z", "2026-11-01T07:00Z"],
  "America/Los_Angeles": ["2026-11-01T08:00Z", "2026-11-01T10:00Z"],
};

/** By zone: calls to contacts there that were placed while their clocks went through it. */
function callsInDoubleHours({ campaigns, carrier }: Simulation): Record<string, number> {
  const leads = campaigns.flatMap(({ plan }) => plan.leads);
  const zones = new Map(leads.map(({ phoneNumber, timezone }) => [phoneNumber, timezone]));
  const counts: Record<string, number> = {};
  for (const { to, placedAt } of carrier.calls) {
    const zone = zones.get(to) ?? "";
    const [from, until] = DOUBLE_HOURS[zone] ?? [];
    if (from && until && placedAt >= new Date(from) && placedAt < new Date(until))
      add(counts, `calls in the hour that came twice, ${zone}`, 1);
  }
  return counts;
}

async function figuresOf(simulation: Simulation): Promise<Record<string, number>> {
  const { rows } = await simulation.database.owner.query<{ what: string; n: string }>(`
    select 'attempts' as what, count(*) as n from talky.calls
    union all select 'campaigns completed', count(*) from talky.campaigns where status = 'completed'
    union all select 'jobs final', count(*) from talky.dialer_jobs where status in ('done', 'cancelled')
    union all select 'jobs waiting', count(*) from talky.dialer_jobs where status in ('pending', 'retry_scheduled')
    union all select 'calls of which nothing could be learned', count(*) from talky.calls where telephony_result = 'unknown'
    union all select 'pauses', count(*) from talky.audit_log where action = 'campaign.pause'
    union all select 'pauses by itself', count(*) from talky.audit_log where action = 'campaign.pause' and actor like 'system%'`);
  return {
    ...Object.fromEntries(rows.map((row) => [row.what, Number(row.n)])),
    webhooks: simulation.carrier.webhooks,
    ...callsInDoubleHours(simulation),
    "strikes at workers": simulation.struck.length,
    ...simulation.mishaps.counts,
  };
}

import { readDecisions, readLeadFacts } from "#lib/data/lead-facts";
import type { ApiVerdict, LeadVerdict } from "#lib/domain/api/verdict";
import { candidateZones, legalPlaces } from "#lib/domain/dialing/lead-place";
import type { StoredFacts, Verdict } from "#lib/domain/dialing/gate";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { judgeDial } from "./judge-dial.ts";
import { readNumberFacts } from "./number-facts.ts";

/** The gate's verdict on one contact now, and everything that was decided about them. Throws `not_found`. */
export async function leadVerdict(
  ctx: UserContext,
  campaignId: string,
  leadId: string,
  carrier: StoredFacts["carrier"],
): Promise<LeadVerdict> {
  const now = ctx.now();
  const { known, decisions } = await asUser(ctx, "campaigns.read", async (trx, tenantId) => {
    const known = await readLeadFacts(trx, tenantId, campaignId, leadId, { now, carrier });
    if (!known) throw missing("contact");
    return { known, decisions: known.job ? await readDecisions(trx, tenantId, known.job.id) : [] };
  });
  const { facts, job } = known;
  const number = readNumberFacts(facts.lead.phoneNumber);
  const isRunning = facts.campaign.status === "running";
  return {
    asked_at: now.toISOString(),
    now: toApi(judgeDial(facts, now)),
    if_running: isRunning
      ? null
      : toApi(judgeDial({ ...facts, campaign: { ...facts.campaign, status: "running" } }, now)),
    time_zones: [...candidateZones(facts.lead, number, facts.campaign.calling)],
    laws: legalPlaces(facts.lead, number).map((place) => {
      const law = facts.platform.laws.lawOf(place);
      return { place, source: law?.source ?? null, review_by: law?.review_by ?? null };
    }),
    job: job && {
      status: job.status,
      reason: job.reason,
      next_attempt_at: job.nextAttemptAt?.toISOString() ?? null,
      attempts: job.attempts,
      attempts_on_person: job.attemptsOnPerson,
    },
    history: decisions.map((event) => ({ ...event, at: event.at.toISOString() })),
  };
}

const toApi = (verdict: Verdict): ApiVerdict => ({
  allowed: verdict.allowed,
  reason: verdict.reason,
  look_again_at: verdict.lookAgainAt?.toISOString() ?? null,
  where: verdict.where ?? null,
});

import { readCampaignLog, type LoggedDial } from "#lib/data/campaign-log";
import { findCampaign } from "#lib/data/campaigns";
import type { JudgementReport } from "#lib/domain/api/judgement";
import { callTimes } from "#lib/domain/dialing/gate";
import { isReservedNumber } from "#lib/domain/dialing/reserved-numbers";
import type { Dial } from "#lib/domain/judge/campaign-log";
import { judge, JUDGED_RULES } from "#lib/domain/judge/judge";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { readNumberFacts } from "../dialing/number-facts.ts";
import { missing } from "../missing.ts";

/** More are judged in parts, the newest first. */
const MOST_CALLS = 50_000;
const MOST_SHOWN = 200;

/** Replays the campaign's log and reports each broken rule. Throws `not_found`. */
export async function judgeCampaign(ctx: UserContext, campaignId: string): Promise<JudgementReport> {
  const log = await asUser(ctx, "campaigns.read", async (trx, tenantId) => {
    if (!(await findCampaign(trx, tenantId, campaignId))) throw missing("campaign");
    return readCampaignLog(trx, tenantId, campaignId, MOST_CALLS);
  });
  const dials = log.dials.map(placedDial);
  const { violations, dials: calls } = judge({ ...log, dials });
  const own = dials.filter((dial) => dial.campaignId === campaignId);
  return {
    judged_at: ctx.now().toISOString(),
    is_clean: violations.length === 0,
    is_complete: log.isComplete,
    calls,
    first_call_at: own.at(0)?.requestedAt.toISOString() ?? null,
    last_call_at: own.at(-1)?.requestedAt.toISOString() ?? null,
    rules: JUDGED_RULES.map((rule) => ({
      rule,
      broken: violations.filter((one) => one.rule === rule).length,
    })),
    violations: violations.slice(0, MOST_SHOWN).map((one) => ({
      rule: one.rule,
      call_id: one.callId,
      job_id: one.jobId,
      at: one.at.toISOString(),
      because: [...one.because],
    })),
  };
}

/** A dial with the clocks and laws of its callee, as its own snapshot and number tell them. */
export function placedDial({ lead, calling, ...dial }: LoggedDial): Dial {
  return {
    ...dial,
    isReserved: isReservedNumber(dial.phoneNumber),
    times: calling && callTimes(lead, readNumberFacts(lead.phoneNumber), calling),
  };
}

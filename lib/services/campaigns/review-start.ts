import { findCampaign } from "#lib/data/campaigns";
import { readNewestLeads, readProposedFacts } from "#lib/data/lead-facts";
import { countMissingVariables } from "#lib/data/missing-variables";
import type { StartReview } from "#lib/domain/api/start-review";
import type { StoredFacts } from "#lib/domain/dialing/gate";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { countVerdicts } from "../dialing/count-verdicts.ts";
import { missing } from "../missing.ts";
import { spokenPlaceholders } from "./spoken-placeholders.ts";

/** To ask the gate about each takes a little while: of a large campaign so many are asked about. */
const MOST_JUDGED = 1000;

/** What a start of this campaign would come to. Throws `not_found`. */
export async function reviewStart(
  ctx: UserContext,
  campaignId: string,
  carrier: StoredFacts["carrier"],
): Promise<StartReview> {
  const now = ctx.now();
  const { facts, counts, placeholders } = await asUser(ctx, "campaigns.read", async (trx, tenantId) => {
    const campaign = await findCampaign(trx, tenantId, campaignId);
    const leads = await readNewestLeads(trx, tenantId, campaignId, MOST_JUDGED);
    const facts = await readProposedFacts(trx, tenantId, campaignId, leads, { now, carrier });
    if (!campaign || !facts) throw missing("campaign");
    const placeholders = await spokenPlaceholders(trx, tenantId, campaign);
    const keys = placeholders.map(({ key }) => key);
    const counts = await countMissingVariables(trx, tenantId, campaignId, keys);
    return { facts, counts, placeholders };
  });
  return {
    contacts: counts.contacts,
    verdicts: await countVerdicts(facts, now),
    judged: facts.length,
    missing_variables: placeholders
      .map(({ key, usedIn }) => ({ name: key, used_in: usedIn, contacts: counts.missing[key] ?? 0 }))
      .filter(({ contacts }) => contacts > 0),
  };
}

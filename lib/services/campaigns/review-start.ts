import { findCampaign } from "#lib/data/campaigns";
import { countMissingVariables } from "#lib/data/missing-variables";
import type { StartReview } from "#lib/domain/api/start-review";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { spokenPlaceholders } from "./spoken-placeholders.ts";

/** What a start of this campaign would come to. Throws `not_found`. */
export async function reviewStart(ctx: UserContext, campaignId: string): Promise<StartReview> {
  return asUser(ctx, "campaigns.read", async (trx, tenantId) => {
    const campaign = await findCampaign(trx, tenantId, campaignId);
    if (!campaign) throw missing("campaign");
    const placeholders = await spokenPlaceholders(trx, tenantId, campaign);
    const counts = await countMissingVariables(
      trx,
      tenantId,
      campaignId,
      placeholders.map(({ key }) => key),
    );
    return {
      contacts: counts.contacts,
      missing_variables: placeholders
        .map(({ key, usedIn }) => ({ name: key, used_in: usedIn, contacts: counts.missing[key] ?? 0 }))
        .filter(({ contacts }) => contacts > 0),
    };
  });
}

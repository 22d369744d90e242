import { ANALYTICS } from "#lib/data/analytics";
import { hasCampaign } from "#lib/data/campaigns";
import { periodOf } from "#lib/domain/analytics/period";
import type { AnalyticsAnswers, AnalyticsKind, AnalyticsQuery } from "#lib/domain/api/analytics";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** What the calls of some days came to. Throws `not_found` for the campaign, `invalid` for days that cannot be. */
export function getAnalytics<K extends AnalyticsKind>(
  ctx: UserContext,
  kind: K,
  query: AnalyticsQuery,
): Promise<AnalyticsAnswers[K]> {
  const period = periodOf(query, ctx.now());
  const campaignId = query.campaign_id ?? null;
  return asUser(ctx, "calls.read", async (trx, tenantId) => {
    if (campaignId !== null && !(await hasCampaign(trx, tenantId, campaignId))) throw missing("campaign");
    return ANALYTICS[kind](trx, { tenantId, campaignId, period });
  });
}

import { findAgent } from "#lib/data/agents";
import { readAllAnalytics, readAnalytics } from "#lib/data/analytics";
import type { AnalyticsScope } from "#lib/data/analytics-scope";
import { hasCampaign } from "#lib/data/campaigns";
import type { Trx } from "#lib/data/db";
import { periodOf } from "#lib/domain/analytics/period";
import type { AnalyticsAnswers, AnalyticsKind, AnalyticsQuery } from "#lib/domain/api/analytics";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** What the calls of some days came to. Throws `not_found` for the campaign or the agent, `invalid` for days that cannot be. */
export function getAnalytics<K extends AnalyticsKind>(
  ctx: UserContext,
  kind: K,
  query: AnalyticsQuery,
): Promise<AnalyticsAnswers[K]> {
  return within(ctx, query, (trx, scope) => readAnalytics(trx, scope, kind));
}

/** All of it, of one moment. Throws as `getAnalytics` does. */
export function getAllAnalytics(ctx: UserContext, query: AnalyticsQuery): Promise<AnalyticsAnswers> {
  return within(ctx, query, readAllAnalytics);
}

async function within<T>(
  ctx: UserContext,
  query: AnalyticsQuery,
  read: (trx: Trx, scope: AnalyticsScope) => Promise<T>,
): Promise<T> {
  const period = periodOf(query, ctx.now());
  const campaignId = query.campaign_id ?? null;
  const agentId = query.agent_id ?? null;
  return asUser(ctx, "calls.read", async (trx, tenantId) => {
    if (campaignId !== null && !(await hasCampaign(trx, tenantId, campaignId))) throw missing("campaign");
    if (agentId !== null && !(await findAgent(trx, tenantId, agentId))) throw missing("agent");
    return read(trx, { tenantId, campaignId, agentId, period });
  });
}

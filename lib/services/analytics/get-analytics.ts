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
export async function getAnalytics<K extends AnalyticsKind>(
  ctx: UserContext,
  kind: K,
  query: AnalyticsQuery,
): Promise<AnalyticsAnswers[K]> {
  return asUser(ctx, "calls.read", async (trx, tenantId) =>
    readAnalytics(trx, await scopeOf(trx, tenantId, query, ctx.now()), kind),
  );
}

/** All of it. Throws as `getAnalytics` does. */
export async function getAllAnalytics(ctx: UserContext, query: AnalyticsQuery): Promise<AnalyticsAnswers> {
  const scope = await asUser(ctx, "calls.read", (trx, tenantId) => scopeOf(trx, tenantId, query, ctx.now()));
  return readAllAnalytics((read) => asUser(ctx, "calls.read", read), scope);
}

async function scopeOf(
  trx: Trx,
  tenantId: string,
  query: AnalyticsQuery,
  now: Date,
): Promise<AnalyticsScope> {
  const period = periodOf(query, now);
  const campaignId = query.campaign_id ?? null;
  const agentId = query.agent_id ?? null;
  if (campaignId !== null && !(await hasCampaign(trx, tenantId, campaignId))) throw missing("campaign");
  if (agentId !== null && !(await findAgent(trx, tenantId, agentId))) throw missing("agent");
  return { tenantId, campaignId, agentId, period };
}

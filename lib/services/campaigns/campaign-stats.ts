import { campaignStats as read } from "#lib/data/campaign-stats";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Throws `not_found`. */
export async function campaignStats(ctx: UserContext, id: string): Promise<CampaignStats> {
  const stats = await asUser(ctx, "campaigns.read", (trx, tenantId) => read(trx, tenantId, id));
  if (!stats) throw missing("campaign");
  return stats;
}

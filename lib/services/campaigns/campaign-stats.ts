import { campaignPace } from "#lib/data/campaign-pace";
import { campaignStats as read } from "#lib/data/campaign-stats";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Throws `not_found`. */
export function campaignStats(ctx: UserContext, id: string): Promise<CampaignStats> {
  return asUser(ctx, "campaigns.read", async (trx, tenantId) => {
    const stats = await read(trx, tenantId, id);
    if (!stats) throw missing("campaign");
    return { ...stats, pace: await campaignPace(trx, tenantId, id) };
  });
}

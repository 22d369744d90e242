import { findCampaign } from "#lib/data/campaigns";
import type { Campaign } from "#lib/domain/api/campaign";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Throws `not_found`. */
export async function getCampaign(ctx: UserContext, id: string): Promise<Campaign> {
  const campaign = await asUser(ctx, "campaigns.read", (trx, tenantId) => findCampaign(trx, tenantId, id));
  if (!campaign) throw missing("campaign");
  return campaign;
}

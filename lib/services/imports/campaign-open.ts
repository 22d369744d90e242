import { holdCampaignStatus } from "#lib/data/campaigns";
import type { Trx } from "#lib/data/db";
import { isCampaignOver } from "#lib/domain/statuses";
import { AppError } from "#lib/errors/app-error";
import { missing } from "../missing.ts";

/** Holds a campaign that people can still be added to. Throws `not_found`, `conflict` when it is over. */
export async function holdOpenCampaign(trx: Trx, tenantId: string, campaignId: string): Promise<void> {
  const status = await holdCampaignStatus(trx, tenantId, campaignId);
  if (status === null) throw missing("campaign");
  if (isCampaignOver(status)) {
    throw new AppError("conflict", { publicMessage: `The campaign is ${status}; make a new one.` });
  }
}

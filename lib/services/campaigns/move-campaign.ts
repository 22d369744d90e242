import { moveCampaign, readCampaignRun } from "#lib/data/campaign-run";
import type { Trx } from "#lib/data/db";
import type { CampaignStatus } from "#lib/domain/statuses";
import { AppError } from "#lib/errors/app-error";
import { missing } from "../missing.ts";

/**
 * Moves a campaign on, or finds that it stands there already (false), also when somebody else was faster. Throws
 * `not_found`, and `conflict` with the sentence for where it stands.
 */
export async function moveOrFind(
  trx: Trx,
  tenantId: string,
  campaignId: string,
  from: readonly CampaignStatus[],
  to: "running" | "paused" | "stopped",
  conflict: (status: CampaignStatus) => string,
): Promise<boolean> {
  if (await moveCampaign(trx, tenantId, campaignId, from, to)) return true;
  const run = await readCampaignRun(trx, tenantId, campaignId);
  if (!run) throw missing("campaign");
  if (run.status === to) return false;
  throw new AppError("conflict", { publicMessage: conflict(run.status) });
}

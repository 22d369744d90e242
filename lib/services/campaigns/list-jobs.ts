import { listCampaignJobs } from "#lib/data/campaign-jobs";
import { findCampaign } from "#lib/data/campaigns";
import type { Job, JobQuery } from "#lib/domain/api/job";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Oldest first; empty before the campaign's start. Throws `not_found`. */
export function listJobs(ctx: UserContext, campaignId: string, query: JobQuery): Promise<Page<Job>> {
  return asUser(ctx, "campaigns.read", async (trx, tenantId) => {
    if (!(await findCampaign(trx, tenantId, campaignId))) throw missing("campaign");
    return listCampaignJobs(trx, tenantId, campaignId, query);
  });
}

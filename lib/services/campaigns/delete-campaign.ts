import { deleteCampaign as remove, findCampaign } from "#lib/data/campaigns";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Takes the campaign out of sight; its calls stay. Throws `not_found`, `conflict` while it runs. */
export async function deleteCampaign(ctx: UserContext, id: string): Promise<void> {
  await asUser(ctx, "campaigns.change", async (trx, tenantId) => {
    if (!(await remove(trx, tenantId, id))) {
      if (!(await findCampaign(trx, tenantId, id))) throw missing("campaign");
      throw new AppError("conflict", {
        publicMessage: "A running campaign cannot be deleted. Stop it first.",
      });
    }
    await auditUser(ctx, trx, { action: "campaign.delete", subjectType: "campaign", subjectId: id });
  });
}

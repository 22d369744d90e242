import { findCampaign } from "#lib/data/campaigns";
import { addDncEntry, findDncEntry } from "#lib/data/dnc-entries";
import type { DncEntry, DncInput } from "#lib/domain/api/dnc";
import { asUser, auditUser, callerName } from "../auth/as-user.ts";
import { contactNumber } from "../contacts/contact-number.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Puts a number on the list; one that stands there already stays as it is. Throws `invalid`, `not_found` for the campaign. */
export async function addDnc(
  ctx: UserContext,
  input: DncInput,
): Promise<{ entry: DncEntry; isNew: boolean }> {
  const { phone_number: number } = contactNumber(input.phone_number);
  return asUser(ctx, "dnc.add", async (trx, tenantId) => {
    const campaignId = input.campaign_id;
    if (campaignId !== null && !(await findCampaign(trx, tenantId, campaignId))) throw missing("campaign");
    const isNew = await addDncEntry(trx, {
      tenantId,
      campaignId,
      phoneNumber: number,
      reason: input.reason,
      source: ctx.actor.kind === "api_key" ? "api" : "user",
      createdBy: callerName(ctx),
    });
    const entry = await findDncEntry(trx, tenantId, number, campaignId);
    if (!entry) throw missing("do-not-call entry");
    if (isNew) {
      await auditUser(ctx, trx, {
        action: "dnc.add",
        subjectType: "dnc_entry",
        subjectId: entry.id,
        data: { phone_number: number, campaign_id: campaignId, reason: input.reason },
      });
    }
    return { entry, isNew };
  });
}

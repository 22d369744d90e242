import { hasCampaign } from "#lib/data/campaigns";
import type { Trx } from "#lib/data/db";
import { refreshPriorities } from "#lib/data/dialer-jobs";
import { deleteLeads, lockLeads, tagLeads, untagLeads } from "#lib/data/lead-bulk";
import { listLeadIds } from "#lib/data/lead-queries";
import { type ContactsBulk, type ContactsBulkResult, MAX_BULK_CONTACTS } from "#lib/domain/api/contacts-bulk";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing, wrongField } from "../missing.ts";
import { wakeDialer } from "../wake-dialer.ts";

/** In one transaction; the dialer waits for no more than so many. */
const BATCH = 1000;

/**
 * Tags or deletes many contacts of a campaign, those named or all that match a filter, in batches that each hold or not.
 * Throws `not_found`, `invalid` where a filter matches too many.
 */
export async function changeContacts(
  ctx: UserContext,
  campaignId: string,
  change: ContactsBulk,
): Promise<ContactsBulkResult> {
  const ids = await asUser(ctx, "contacts.change", async (trx, tenantId) => {
    if (!(await hasCampaign(trx, tenantId, campaignId))) throw missing("campaign");
    if (change.ids) return [...new Set(change.ids)];
    const page = { keyset: null, limit: MAX_BULK_CONTACTS + 1 };
    return (await listLeadIds(trx, { tenantId, campaignId }, change.filter ?? {}, page)).ids;
  });
  if (ids.length > MAX_BULK_CONTACTS) {
    throw wrongField("filter", `More than ${MAX_BULK_CONTACTS} contacts match. Narrow the filter.`);
  }
  const result: ContactsBulkResult = { matched: 0, changed: 0, skipped: 0 };
  for (let at = 0; at < ids.length; at += BATCH) {
    await asUser(ctx, "contacts.change", async (trx, tenantId) => {
      const found = await lockLeads(trx, tenantId, campaignId, ids.slice(at, at + BATCH));
      const changed = await apply(trx, tenantId, found, change);
      result.matched += found.length;
      result.changed += changed;
      if (change.action === "delete") result.skipped += found.length - changed;
      await auditUser(ctx, trx, {
        action: `contacts.${change.action}`,
        subjectType: "campaign",
        subjectId: campaignId,
        data: { changed, lead_ids: found, ...(change.action === "delete" ? {} : { tag: change.tag }) },
      });
    });
  }
  // The campaign may be complete without them.
  if (change.action === "delete") await wakeDialer(ctx);
  return result;
}

async function apply(trx: Trx, tenantId: string, ids: string[], change: ContactsBulk): Promise<number> {
  if (ids.length === 0) return 0;
  if (change.action === "delete") return deleteLeads(trx, tenantId, ids);
  const write = change.action === "tag" ? tagLeads : untagLeads;
  const changed = await write(trx, tenantId, ids, change.tag);
  await refreshPriorities(trx, tenantId, ids);
  return changed;
}

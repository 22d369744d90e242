import { readBusiness, writeBusiness } from "#lib/data/businesses";
import type { Business, BusinessPatch } from "#lib/domain/api/business";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Changes what is given. Throws `forbidden`. */
export function updateBusiness(ctx: UserContext, patch: BusinessPatch): Promise<Business> {
  return asUser(ctx, "business.change", async (trx, tenantId) => {
    const before = await readBusiness(trx, tenantId);
    await writeBusiness(trx, tenantId, patch);
    await auditUser(ctx, trx, {
      action: "business.update",
      subjectType: "tenant",
      subjectId: tenantId,
      data: { before: { name: before.name }, after: { ...patch } },
    });
    return readBusiness(trx, tenantId);
  });
}

import { findApiKey, revokeApiKey as revoke } from "#lib/data/api-keys";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** From the answer on the key opens nothing; again changes nothing. Throws `not_found`, `forbidden` as for making one. */
export async function revokeApiKey(ctx: UserContext, id: string): Promise<void> {
  await asUser(ctx, "api_keys.change", async (trx, tenantId) => {
    if (await revoke(trx, tenantId, id)) {
      await auditUser(ctx, trx, { action: "api_key.revoke", subjectType: "api_key", subjectId: id });
    } else if (!(await findApiKey(trx, tenantId, id))) throw missing("API key");
  });
}

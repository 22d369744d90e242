import { findImport } from "#lib/data/imports";
import type { Import } from "#lib/domain/api/import";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Throws `not_found`. */
export async function getImport(ctx: UserContext, id: string): Promise<Import> {
  const found = await asUser(ctx, "campaigns.read", (trx, tenantId) => findImport(trx, tenantId, id));
  if (!found) throw missing("import");
  return found;
}

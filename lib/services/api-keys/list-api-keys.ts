import { listApiKeys as list } from "#lib/data/api-keys";
import type { ApiKey } from "#lib/domain/api/api-key";
import type { Page, PageQuery } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Newest first. Throws `forbidden` for plain users. */
export async function listApiKeys(ctx: UserContext, query: PageQuery): Promise<Page<ApiKey>> {
  return asUser(ctx, "api_keys.read", (trx, tenantId) => list(trx, tenantId, query));
}

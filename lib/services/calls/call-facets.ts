import { callFacets as read } from "#lib/data/call-facets";
import type { CallFacets, CallFacetsQuery } from "#lib/domain/api/call-facets";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** What the calls between two times can be filtered by, and how they lie in time. */
export function callFacets(ctx: UserContext, query: CallFacetsQuery): Promise<CallFacets> {
  return asUser(ctx, (trx, tenantId) => read(trx, tenantId, query));
}

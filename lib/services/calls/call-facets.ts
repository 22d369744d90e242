import { callFacets as read } from "#lib/data/call-facets";
import type { CallFacets, CallFacetsQuery } from "#lib/domain/api/call-facets";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

const USUAL_MS = 30 * 86_400_000;

/** What the calls between two times can be filtered by, and how they lie in time. */
export function callFacets(ctx: UserContext, query: CallFacetsQuery): Promise<CallFacets> {
  const to = query.to ?? ctx.now().toISOString();
  const from = query.from ?? new Date(Date.parse(to) - USUAL_MS).toISOString();
  return asUser(ctx, "calls.read", (trx, tenantId) => read(trx, tenantId, { ...query, from, to }));
}

import { listCalls as list } from "#lib/data/call-queries";
import type { CallQuery, CallSummary } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Newest first. */
export function listCalls(ctx: UserContext, query: CallQuery): Promise<Page<CallSummary>> {
  return asUser(ctx, "calls.read", (trx, tenantId) => list(trx, tenantId, query));
}

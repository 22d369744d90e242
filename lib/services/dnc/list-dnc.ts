import { listDncEntries } from "#lib/data/dnc-entries";
import type { DncEntry, DncQuery } from "#lib/domain/api/dnc";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Newest first. */
export function listDnc(ctx: UserContext, query: DncQuery): Promise<Page<DncEntry>> {
  return asUser(ctx, "dnc.read", (trx, tenantId) => listDncEntries(trx, tenantId, query));
}

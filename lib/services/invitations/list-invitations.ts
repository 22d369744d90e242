import { listInvitations as list } from "#lib/data/invitations";
import type { Invitation } from "#lib/domain/api/invitation";
import type { Page, PageQuery } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Those that wait to be accepted, newest first. Throws `forbidden`. */
export function listInvitations(ctx: UserContext, query: PageQuery): Promise<Page<Invitation>> {
  return asUser(ctx, "members.change", (trx, tenantId) => list(trx, tenantId, query));
}

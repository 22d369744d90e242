import { listMembers as list } from "#lib/data/members";
import type { Member } from "#lib/domain/api/member";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** All of them: owners first, then admins. */
export async function listMembers(ctx: UserContext): Promise<Page<Member>> {
  const items = await asUser(ctx, "members.read", list);
  return { items, next_cursor: null };
}

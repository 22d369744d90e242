import { ownSessions } from "#lib/data/sessions";
import type { Page } from "#lib/domain/api/page";
import type { UserSession } from "#lib/domain/api/user-session";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Where the caller is signed in, the last used first. */
export async function listSessions(ctx: UserContext): Promise<Page<UserSession>> {
  const current = ctx.actor.kind === "user" ? (ctx.actor.sessionId ?? null) : null;
  const items = await asUser(ctx, "account.read", (trx) => ownSessions(trx, current));
  return { items, next_cursor: null };
}

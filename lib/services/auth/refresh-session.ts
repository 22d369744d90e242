import type { Session } from "#lib/domain/api/session";
import type { AuthContext } from "./port.ts";
import { describeSession } from "./session-user.ts";

/** New tokens for old. Throws `unauthenticated`. */
export async function refreshSession(ctx: AuthContext, refreshToken: string): Promise<Session> {
  return describeSession(ctx, await ctx.auth.refresh(refreshToken));
}

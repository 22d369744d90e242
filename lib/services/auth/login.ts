import type { LoginInput, MagicLinkSent, Session } from "#lib/domain/api/session";
import { enter } from "./enter.ts";
import type { AuthContext } from "./port.ts";
import { describeSession } from "./session-user.ts";

/** As `enter`, with whom the session stands for. Throws `unauthenticated`, `rate_limited`. */
export async function login(ctx: AuthContext, input: LoginInput): Promise<Session | MagicLinkSent> {
  const tokens = await enter(ctx, input);
  return tokens ? describeSession(ctx, tokens) : { status: "magic_link_sent" };
}

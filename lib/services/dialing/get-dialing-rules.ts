import { readDialingRules } from "#lib/data/dialing-rules";
import type { DialingRules } from "#lib/domain/api/dialing-rules";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** What the business has set of the rules before a call; the defaults where it has set nothing. */
export function getDialingRules(ctx: UserContext): Promise<DialingRules> {
  return asUser(ctx, "business.read", readDialingRules);
}

import { readRetention } from "#lib/data/data-retention";
import type { Retention } from "#lib/domain/api/privacy";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** How long the business's data is kept; the defaults where it has set nothing. */
export function getRetention(ctx: UserContext): Promise<Retention> {
  return asUser(ctx, "business.read", readRetention);
}

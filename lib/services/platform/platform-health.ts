import { adminHealth, type StoredHealth } from "#lib/data/admin";
import type { UserContext } from "../context.ts";
import { asOperator, operatorsOnly } from "./as-operator.ts";

/** What goes on and what waits on the whole platform. Throws `forbidden` for whoever is no operator. */
export function platformHealth(ctx: UserContext): Promise<StoredHealth> {
  return asOperator(ctx, "platform.look_at_health", async (trx, operatorId) => {
    const health = await adminHealth(trx, operatorId);
    if (!health) throw operatorsOnly();
    return health;
  });
}

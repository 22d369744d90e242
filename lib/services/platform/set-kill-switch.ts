import { setKillSwitchOf } from "#lib/data/kill-switch";
import type { KillSwitchInput } from "#lib/domain/api/kill-switch";
import { callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { wakeDialer } from "../wake-dialer.ts";
import { operatorsOnly } from "./as-operator.ts";

/**
 * Stops all dialling of the platform at once, or lets it go on; calls in progress are left alone. The gate reads the
 * switch in the transaction of each dispatch. Throws `forbidden` for whoever is no operator; a key never is.
 */
export async function setKillSwitch(ctx: UserContext, input: KillSwitchInput): Promise<{ enabled: boolean }> {
  const userId = callerId(ctx);
  const moved = await setKillSwitchOf(ctx.db, userId, input.enabled, input.reason);
  if (moved === null) throw operatorsOnly();
  if (moved) {
    ctx.log.warn({ enabled: input.enabled, userId }, "the kill switch was moved");
    if (!input.enabled) await wakeDialer(ctx);
  }
  return { enabled: input.enabled };
}

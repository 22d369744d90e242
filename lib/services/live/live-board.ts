import { newestEventId, readLiveCalls } from "#lib/data/live-rows";
import type { LiveBoard } from "#lib/domain/api/live";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** The calls that go on now. What `as_of` counts was surely written before they were read. */
export function liveBoard(ctx: UserContext): Promise<LiveBoard> {
  return asUser(ctx, "calls.read", async (trx, tenantId) => ({
    as_of: await newestEventId(trx, tenantId),
    items: await readLiveCalls(trx, tenantId),
  }));
}

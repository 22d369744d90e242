import { listRecordings as list } from "#lib/data/recording-queries";
import type { Page } from "#lib/domain/api/page";
import type { Recording, RecordingQuery } from "#lib/domain/api/recording";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Newest first. */
export function listRecordings(ctx: UserContext, query: RecordingQuery): Promise<Page<Recording>> {
  return asUser(ctx, "calls.read", (trx, tenantId) => list(trx, tenantId, query));
}

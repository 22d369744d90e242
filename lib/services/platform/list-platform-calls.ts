import { adminCalls } from "#lib/data/admin";
import type { AdminCall, AdminCallQuery } from "#lib/domain/api/admin";
import type { Page } from "#lib/domain/api/page";
import type { UserContext } from "../context.ts";
import { asOperator } from "./as-operator.ts";

/** Of the whole platform, newest first. Throws `forbidden` for whoever is no operator. */
export function listPlatformCalls(ctx: UserContext, query: AdminCallQuery): Promise<Page<AdminCall>> {
  return asOperator(ctx, "platform.look_at_calls", (trx, operatorId) => adminCalls(trx, operatorId, query));
}

import { listClients as list } from "#lib/data/clients";
import type { Client, ClientQuery } from "#lib/domain/api/client";
import type { Page } from "#lib/domain/api/page";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Newest first. */
export function listClients(ctx: UserContext, query: ClientQuery): Promise<Page<Client>> {
  return asUser(ctx, "clients.read", (trx, tenantId) => list(trx, tenantId, query));
}

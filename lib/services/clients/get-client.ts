import { findClient } from "#lib/data/clients";
import type { Client } from "#lib/domain/api/client";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Throws `not_found`. */
export async function getClient(ctx: UserContext, id: string): Promise<Client> {
  const client = await asUser(ctx, "clients.read", (trx, tenantId) => findClient(trx, tenantId, id));
  if (!client) throw missing("client");
  return client;
}

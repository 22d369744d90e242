import { findClient, insertClient } from "#lib/data/clients";
import { type Client, type ClientInput, clientSchema } from "#lib/domain/api/client";
import { auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { asUserOnce } from "../once.ts";
import { clientNumber, numberTaken } from "./client-number.ts";

/** Throws `invalid` for a wrong number, `conflict` for one that another client has. */
export async function createClient(ctx: UserContext, input: ClientInput): Promise<Client> {
  const phone_number = clientNumber(input.phone_number);
  return asUserOnce(
    ctx,
    "clients.change",
    { asked: { client: input }, answer: clientSchema },
    async (trx, tenantId) => {
      const id = await insertClient(trx, tenantId, callerId(ctx), { ...input, phone_number });
      if (id === null) throw numberTaken();
      await auditUser(ctx, trx, { action: "client.create", subjectType: "client", subjectId: id });
      const client = await findClient(trx, tenantId, id);
      if (!client) throw missing("client");
      return client;
    },
  );
}

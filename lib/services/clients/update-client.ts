import { findClient, updateClient as update } from "#lib/data/clients";
import type { Client, ClientPatch } from "#lib/domain/api/client";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { clientNumber, numberTaken } from "./client-number.ts";

/** Changes what is given; archiving is one of the changes. Throws `not_found`, `invalid`, `conflict` for a number that is taken. */
export async function updateClient(
  ctx: UserContext,
  id: string,
  { is_archived: isArchived, ...patch }: ClientPatch,
): Promise<Client> {
  const number = patch.phone_number === undefined ? {} : { phone_number: clientNumber(patch.phone_number) };
  return asUser(ctx, "clients.change", async (trx, tenantId) => {
    const done = await update(trx, tenantId, id, {
      ...patch,
      ...number,
      ...(isArchived === undefined ? {} : { archived_at: isArchived ? ctx.now() : null }),
    });
    if (done === "none") throw missing("client");
    if (done === "number_taken") throw numberTaken();
    await auditUser(ctx, trx, {
      action: isArchived === undefined ? "client.update" : isArchived ? "client.archive" : "client.restore",
      subjectType: "client",
      subjectId: id,
      data: { fields: Object.keys(patch) },
    });
    const client = await findClient(trx, tenantId, id);
    if (!client) throw missing("client");
    return client;
  });
}

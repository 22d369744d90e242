import { deleteClient as remove } from "#lib/data/clients";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** For good, with notes and tags; contacts of campaigns and calls are records of their own and stay. Throws `not_found`. */
export async function deleteClient(ctx: UserContext, id: string): Promise<void> {
  await asUser(ctx, "clients.change", async (trx, tenantId) => {
    if (!(await remove(trx, tenantId, id))) throw missing("client");
    await auditUser(ctx, trx, { action: "client.delete", subjectType: "client", subjectId: id });
  });
}

import { deleteWebhook as remove } from "#lib/data/webhooks";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** With what waits to be sent and with its log. Throws `forbidden`, `not_found`. */
export async function deleteWebhook(ctx: UserContext, id: string): Promise<void> {
  await asUser(ctx, "webhooks.change", async (trx, tenantId) => {
    if (!(await remove(trx, tenantId, id))) throw missing("webhook");
    await auditUser(ctx, trx, { action: "webhook.delete", subjectType: "webhook", subjectId: id });
  });
}

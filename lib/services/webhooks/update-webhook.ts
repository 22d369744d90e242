import { findWebhook, updateWebhook as update } from "#lib/data/webhooks";
import type { Webhook, WebhookPatch } from "#lib/domain/api/webhook";
import type { WebhookSender } from "#lib/providers/webhook/port";
import { asUser, auditUser } from "../auth/as-user.ts";
import { authorise } from "../auth/authorise.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { requirePublicAddress } from "./public-address.ts";

/** Changes what is given. Throws `forbidden`, `not_found`, `invalid` for an address that is not public. */
export async function updateWebhook(
  ctx: UserContext,
  sender: WebhookSender,
  id: string,
  patch: WebhookPatch,
): Promise<Webhook> {
  authorise(ctx, "webhooks.change");
  if (patch.url !== undefined) await requirePublicAddress(sender, patch.url);
  return asUser(ctx, "webhooks.change", async (trx, tenantId) => {
    if (!(await update(trx, tenantId, id, patch))) throw missing("webhook");
    await auditUser(ctx, trx, {
      action: "webhook.update",
      subjectType: "webhook",
      subjectId: id,
      data: { fields: Object.keys(patch) },
    });
    const webhook = await findWebhook(trx, tenantId, id);
    if (!webhook) throw missing("webhook");
    return webhook;
  });
}

import { findDelivery, replayDelivery as replay } from "#lib/data/webhook-deliveries";
import { findWebhook } from "#lib/data/webhooks";
import type { Delivery } from "#lib/domain/api/webhook";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { switchedOff } from "./test-webhook.ts";

/** Sends a message once more, with all its tries. Throws `forbidden`, `not_found`, `conflict` while it is tried or the endpoint is off. */
export async function replayDelivery(ctx: UserContext, webhookId: string, id: string): Promise<Delivery> {
  return asUser(ctx, "webhooks.change", async (trx, tenantId) => {
    const webhook = await findWebhook(trx, tenantId, webhookId);
    if (!webhook) throw missing("webhook");
    if (!webhook.is_active) throw switchedOff();
    const isReplayed = await replay(trx, tenantId, webhookId, id, ctx.now());
    const delivery = await findDelivery(trx, tenantId, webhookId, id);
    if (!delivery) throw missing("delivery");
    if (!isReplayed) {
      throw new AppError("conflict", { publicMessage: "This message is still being tried." });
    }
    await auditUser(ctx, trx, { action: "webhook.replay", subjectType: "webhook_delivery", subjectId: id });
    return delivery;
  });
}

import { findDelivery, insertTestDelivery } from "#lib/data/webhook-deliveries";
import { findWebhook } from "#lib/data/webhooks";
import type { Delivery } from "#lib/domain/api/webhook";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Sends a message that means nothing, by the usual way. Throws `forbidden`, `not_found`, `conflict` while it is off. */
export async function testWebhook(ctx: UserContext, id: string): Promise<Delivery> {
  return asUser(ctx, "webhooks.change", async (trx, tenantId) => {
    const webhook = await findWebhook(trx, tenantId, id);
    if (!webhook) throw missing("webhook");
    if (!webhook.is_active) throw switchedOff();
    const deliveryId = await insertTestDelivery(trx, tenantId, id, ctx.now());
    await auditUser(ctx, trx, { action: "webhook.test", subjectType: "webhook", subjectId: id });
    const delivery = await findDelivery(trx, tenantId, id, deliveryId);
    if (!delivery) throw missing("delivery");
    return delivery;
  });
}

export const switchedOff = (): AppError =>
  new AppError("conflict", { publicMessage: "This endpoint is switched off. Switch it on first." });

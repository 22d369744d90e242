import { listDeliveries as list } from "#lib/data/webhook-deliveries";
import { findWebhook } from "#lib/data/webhooks";
import type { Page } from "#lib/domain/api/page";
import type { Delivery, DeliveryQuery } from "#lib/domain/api/webhook";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Newest first. Throws `forbidden` for plain users, `not_found`. */
export async function listDeliveries(
  ctx: UserContext,
  webhookId: string,
  query: DeliveryQuery,
): Promise<Page<Delivery>> {
  return asUser(ctx, "webhooks.read", async (trx, tenantId) => {
    if (!(await findWebhook(trx, tenantId, webhookId))) throw missing("webhook");
    return list(trx, tenantId, webhookId, query);
  });
}

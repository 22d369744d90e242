import { findWebhook } from "#lib/data/webhooks";
import type { Webhook } from "#lib/domain/api/webhook";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Throws `forbidden` for plain users, `not_found`. */
export async function getWebhook(ctx: UserContext, id: string): Promise<Webhook> {
  const webhook = await asUser(ctx, "webhooks.read", (trx, tenantId) => findWebhook(trx, tenantId, id));
  if (!webhook) throw missing("webhook");
  return webhook;
}

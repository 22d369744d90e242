import { findWebhook } from "#lib/data/webhooks";
import type { Webhook } from "#lib/domain/api/webhook";
import { asUser } from "../auth/as-user.ts";
import { requireManager } from "../auth/require-manager.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

/** Throws `forbidden` for plain users, `not_found`. */
export async function getWebhook(ctx: UserContext, id: string): Promise<Webhook> {
  requireManager(ctx, "see webhooks");
  const webhook = await asUser(ctx, (trx, tenantId) => findWebhook(trx, tenantId, id));
  if (!webhook) throw missing("webhook");
  return webhook;
}

import { findWebhook, rotateWebhookSecret } from "#lib/data/webhooks";
import type { WebhookWithSecret } from "#lib/domain/api/webhook";
import { asUser, auditUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import type { WebhookSecrets } from "./secrets.ts";

const FORMER_HOLDS_MS = 24 * 3_600_000;

/** A new secret, this one time; for a day messages are signed with the former one too. Throws `forbidden`, `not_found`. */
export async function rotateSecret(
  ctx: UserContext,
  secrets: WebhookSecrets,
  id: string,
): Promise<WebhookWithSecret> {
  return asUser(ctx, "webhooks.change", async (trx, tenantId) => {
    const until = new Date(ctx.now().getTime() + FORMER_HOLDS_MS);
    const version = await rotateWebhookSecret(trx, tenantId, id, until);
    const webhook = version === null ? null : await findWebhook(trx, tenantId, id);
    if (version === null || !webhook) throw missing("webhook");
    await auditUser(ctx, trx, {
      action: "webhook.rotate_secret",
      subjectType: "webhook",
      subjectId: id,
      data: { version },
    });
    return { ...webhook, secret: secrets.of(id, version) };
  });
}

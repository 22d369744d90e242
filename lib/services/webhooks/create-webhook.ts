import { findWebhook, insertWebhook } from "#lib/data/webhooks";
import type { WebhookInput, WebhookWithSecret } from "#lib/domain/api/webhook";
import { AppError } from "#lib/errors/app-error";
import type { WebhookSender } from "#lib/providers/webhook/port";
import { asUser, auditUser, callerName } from "../auth/as-user.ts";
import { authorise } from "../auth/authorise.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { requirePublicAddress } from "./public-address.ts";
import type { WebhookSecrets } from "./secrets.ts";

const MOST_ENDPOINTS = 20;

/** A new endpoint, with its secret this one time. Throws `forbidden`, `invalid` for an address that is not public, `conflict`. */
export async function createWebhook(
  ctx: UserContext,
  parts: { sender: WebhookSender; secrets: WebhookSecrets },
  input: WebhookInput,
): Promise<WebhookWithSecret> {
  authorise(ctx, "webhooks.change");
  await requirePublicAddress(parts.sender, input.url);
  return asUser(ctx, "webhooks.change", async (trx, tenantId) => {
    const id = await insertWebhook(trx, tenantId, callerName(ctx), input, MOST_ENDPOINTS);
    if (id === null) {
      throw new AppError("conflict", {
        publicMessage: `There are ${MOST_ENDPOINTS} endpoints, which is all there can be. Delete one first.`,
      });
    }
    const { url, events } = input;
    await auditUser(ctx, trx, {
      action: "webhook.create",
      subjectType: "webhook",
      subjectId: id,
      data: { host: new URL(url).host, events },
    });
    const made = await findWebhook(trx, tenantId, id);
    if (!made) throw missing("webhook");
    return { ...made, secret: parts.secrets.of(id, 1) };
  });
}

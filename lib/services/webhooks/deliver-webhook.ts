import { type ClaimedDelivery, settleAttempt } from "#lib/data/webhook-deliveries";
import { switchOffGone } from "#lib/data/webhooks";
import { nextTryAt } from "#lib/domain/webhooks/retry-schedule";
import type { WebhookSender } from "#lib/providers/webhook/port";
import type { ServiceContext } from "../context.ts";
import { signedHeaders, type WebhookSecrets } from "./secrets.ts";

export type DeliveryContext = Pick<ServiceContext, "db" | "log" | "now">;

const GONE = 410;

/** One try of a claimed message, signed with every secret that holds. Only 2xx is an answer; 410 switches the endpoint off. */
export async function deliverWebhook(
  ctx: DeliveryContext,
  { sender, secrets, random }: { sender: WebhookSender; secrets: WebhookSecrets; random: () => number },
  claimed: ClaimedDelivery,
): Promise<void> {
  const at = ctx.now();
  const { id, body, endpointId, secretVersion } = claimed;
  const isFormerValid = claimed.formerSecretUntil !== null && claimed.formerSecretUntil > at;
  const versions = isFormerValid ? [secretVersion, secretVersion - 1] : [secretVersion];
  const signed = signedHeaders(
    { id, at, body },
    versions.map((version) => secrets.of(endpointId, version)),
  );
  const { status, error } = await sender.post({
    url: claimed.url,
    headers: { ...signed, "content-type": "application/json", "user-agent": "Talky-Webhooks/1" },
    body,
  });
  const now = ctx.now();
  const isTaken = status !== null && status >= 200 && status < 300;
  const nextAttemptAt = isTaken || status === GONE ? null : nextTryAt(claimed.attempts + 1, now, random());
  const attempt = {
    at: at.toISOString(),
    status,
    error,
    duration_ms: Math.max(0, Math.round(now.getTime() - at.getTime())),
  };
  const outcome = isTaken ? "delivered" : nextAttemptAt === null ? "failed" : "pending";
  await settleAttempt(ctx.db, id, attempt, { status: outcome, nextAttemptAt, now });
  if (status === GONE) await switchOffGone(ctx.db, endpointId);
  if (outcome === "failed") ctx.log.warn({ deliveryId: id, endpointId, status }, "a webhook was given up");
}

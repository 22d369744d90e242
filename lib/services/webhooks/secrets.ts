import { createHmac } from "node:crypto";

/** What signs to an endpoint. Made from TALKY_SECRET each time it is needed: nothing of it is stored. */
export interface WebhookSecrets {
  /** `whsec_…`, as the receiver keeps it. */
  of(endpointId: string, version: number): string;
}

const BEGINNING = "whsec_";

export function createWebhookSecrets(secret: string): WebhookSecrets {
  return {
    of: (endpointId, version) =>
      BEGINNING + createHmac("sha256", secret).update(`webhook:${endpointId}:${version}`).digest("base64"),
  };
}

/** `webhook-id`, `webhook-timestamp` and `webhook-signature` as Standard Webhooks has them; one signature a secret. */
export function signedHeaders(
  message: { id: string; at: Date; body: string },
  secrets: readonly string[],
): Record<string, string> {
  const seconds = Math.floor(message.at.getTime() / 1000);
  const signed = `${message.id}.${seconds}.${message.body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(BEGINNING.length), "base64");
    return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
  });
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.join(" "),
  };
}

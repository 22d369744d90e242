import { createHash, createHmac, randomUUID } from "node:crypto";

export interface WebhookSigner {
  applicationId: string;
  apiKey: string;
  /** The account's signature secret: the HS256 key. */
  signatureSecret: string;
}

/** `Authorization` of a signed webhook; `payload` is the raw body, or for GET the parameters as JSON without spaces. */
export function webhookAuthorization(signer: WebhookSigner, payload: string, nowMs: number): string {
  const claims = {
    iat: Math.floor(nowMs / 1000),
    jti: randomUUID(),
    iss: "Vonage",
    payload_hash: createHash("sha256").update(payload).digest("hex"),
    api_key: signer.apiKey,
    application_id: signer.applicationId,
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  const signature = createHmac("sha256", signer.signatureSecret).update(signed).digest("base64url");
  return `Bearer ${signed}.${signature}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

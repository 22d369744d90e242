import type { Clock } from "./clock.ts";
import { postWebhook, type WebhookLimits, type WebhookResult } from "./post-webhook.ts";
import { webhookAuthorization, type WebhookSigner } from "./signed-webhook.ts";

const EVENT_LIMITS: WebhookLimits = { connectTimeoutMs: 1000, responseTimeoutMs: 10_000 };
export const ANSWER_LIMITS: WebhookLimits = { connectTimeoutMs: 1000, responseTimeoutMs: 5000 };
const TRIED_AGAIN_STATUSES = new Set([429, 503, 504]);

export interface Webhook {
  url: string;
  method: "POST" | "GET";
  body: Record<string, unknown>;
  /** The app may answer with an NCCO: then more kinds of failure earn a second try. */
  mayAnswer: boolean;
  limits?: WebhookLimits;
}

/** Signs and posts, twice at most. Nothing is delivered later than that: the app has to ask. */
export class WebhookDelivery {
  private readonly signer: WebhookSigner;
  private readonly clock: Clock;
  private stopping = new AbortController();

  constructor(signer: WebhookSigner, clock: Clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /** What the app answered: its JSON, or null when it gave none that counts. */
  async send(webhook: Webhook): Promise<unknown> {
    let result = await this.tryOnce(webhook);
    if (deservesAnotherTry(result, webhook.mayAnswer)) result = await this.tryOnce(webhook);
    if (result.outcome !== "answered" || result.status !== 200) return null;
    try {
      return JSON.parse(result.body) as unknown;
    } catch {
      return null;
    }
  }

  /** Lets go of everything that is on its way. */
  reset(): void {
    this.stopping.abort();
    this.stopping = new AbortController();
  }

  private tryOnce(webhook: Webhook): Promise<WebhookResult> {
    const isPost = webhook.method === "POST";
    const fields = isPost ? webhook.body : queryFields(webhook.body);
    const payload = JSON.stringify(fields);
    return postWebhook({
      url: webhook.url,
      method: webhook.method,
      payload,
      authorization: webhookAuthorization(this.signer, payload, this.clock.now()),
      limits: webhook.limits ?? EVENT_LIMITS,
      signal: this.stopping.signal,
    });
  }
}

function deservesAnotherTry(result: WebhookResult, mayAnswer: boolean): boolean {
  if (result.outcome === "timeout") return true;
  if (!mayAnswer) return false;
  return result.outcome === "reset" || TRIED_AGAIN_STATUSES.has(result.status);
}

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What the receiver will read back from the query: text throughout. */
function queryFields(body: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, text(value)]));
}

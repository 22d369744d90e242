import { claimDeliveries, forgetDeliveries } from "#lib/data/webhook-deliveries";
import type { WebhookSender } from "#lib/providers/webhook/port";
import { type DeliveryContext, deliverWebhook } from "#lib/services/webhooks/deliver-webhook";
import type { WebhookSecrets } from "#lib/services/webhooks/secrets";

const MOST_AT_ONCE = 32;
const MOST_TO_ONE = 4;
/** Longer than a try may take. */
const LEASE_MS = 60_000;
const KEEP_MS = 30 * 24 * 3_600_000;
const FORGET_AT_ONCE = 1000;
const FORGET_EVERY_MS = 60_000;

/** Sends what the tables say is due. Any number of workers may do so: each message is one worker's at a time. */
export class WebhookCourier {
  private readonly ctx: DeliveryContext;
  private readonly parts: { sender: WebhookSender; secrets: WebhookSecrets; random: () => number };
  private readonly underWay = new Set<Promise<void>>();
  private forgottenAtMs = 0;

  constructor(ctx: DeliveryContext, parts: WebhookCourier["parts"]) {
    this.ctx = ctx;
    this.parts = parts;
  }

  /** Begins what is due and free places allow; waits for none of it. */
  async step(): Promise<void> {
    const now = this.ctx.now();
    const free = MOST_AT_ONCE - this.underWay.size;
    if (free > 0) {
      const leaseUntil = new Date(now.getTime() + LEASE_MS);
      const claim = { now, leaseUntil, most: free, each: MOST_TO_ONE };
      for (const claimed of await claimDeliveries(this.ctx.db, claim)) {
        const sent: Promise<void> = deliverWebhook(this.ctx, this.parts, claimed)
          // It is given back at the lease's end.
          .catch((err: unknown) => this.ctx.log.error({ err, deliveryId: claimed.id }, "a webhook was lost"))
          .finally(() => this.underWay.delete(sent));
        this.underWay.add(sent);
      }
    }
    if (now.getTime() - this.forgottenAtMs < FORGET_EVERY_MS) return;
    this.forgottenAtMs = now.getTime();
    await forgetDeliveries(this.ctx.db, new Date(now.getTime() - KEEP_MS), FORGET_AT_ONCE);
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    await Promise.all(this.underWay);
  }
}

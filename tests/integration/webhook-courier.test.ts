import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WebhookAnswer, WebhookRequest } from "#lib/providers/webhook/port";
import { createWebhookSecrets } from "#lib/services/webhooks/secrets";
import { WebhookCourier } from "../../voice-worker/webhooks/courier.ts";
import { DialingRig } from "./dialing-rig.ts";

/** Keeps each request open until the test answers it. */
class HeldSender {
  readonly open: { request: WebhookRequest; answer: (answer: WebhookAnswer) => void }[] = [];
  refusal(): Promise<null> {
    return Promise.resolve(null);
  }
  post(request: WebhookRequest): Promise<WebhookAnswer> {
    return new Promise((answer) => this.open.push({ request, answer }));
  }
  answerAll(status: number): void {
    for (const { answer } of this.open.splice(0)) answer({ status, error: null });
  }
}

describe("the courier of webhooks", () => {
  let rig: DialingRig;
  let tenantId: string;
  let sender: HeldSender;
  beforeAll(async () => {
    rig = await DialingRig.create();
    ({ tenantId } = await rig.tenant());
  });
  beforeEach(async () => {
    sender = new HeldSender();
    rig.offsetMs = 0;
    await rig.sql("delete from talky.webhook_endpoints");
  });
  afterAll(() => rig.database.drop());

  const courier = (): WebhookCourier =>
    new WebhookCourier(
      { db: rig.database.worker, log: rig.log, now: () => rig.now() },
      { sender, secrets: createWebhookSecrets("x".repeat(32)), random: () => 0 },
    );
  async function endpoint(url: string, messages: number): Promise<string> {
    const [row] = await rig.sql<{ id: string }>(
      "insert into talky.webhook_endpoints (tenant_id, url, events) values ($1, $2, '{call.ended}') returning id",
      [tenantId, url],
    );
    const id = row?.id ?? "";
    await rig.sql(
      `insert into talky.webhook_deliveries (tenant_id, endpoint_id, event, payload, next_attempt_at)
       select $1, $2, 'webhook.test', '{}', now() - interval '1 minute' from generate_series(1, $3)`,
      [tenantId, id, messages],
    );
    return id;
  }
  const urls = (): string[] => sender.open.map(({ request }) => request.url).toSorted();
  const deliveries = (endpointId: string) =>
    rig.sql<{ status: string; attempts: number; next_attempt_at: Date | null }>(
      "select * from talky.webhook_deliveries where endpoint_id = $1",
      [endpointId],
    );

  it("keeps nobody waiting for one that is slow", async () => {
    await endpoint("https://slow.example/", 50);
    await endpoint("https://quick.example/", 2);
    const one = courier();
    await one.step();
    expect(urls()).toEqual([
      ...Array.from({ length: 2 }, () => "https://quick.example/"),
      ...Array.from({ length: 4 }, () => "https://slow.example/"),
    ]);
    // What is under way counts, whichever worker asks.
    await one.step();
    await courier().step();
    expect(sender.open).toHaveLength(6);
    sender.answerAll(204);
    await one.idle();
    await one.step();
    expect(urls()).toEqual(Array.from({ length: 4 }, () => "https://slow.example/"));
    sender.answerAll(204);
    await one.idle();
  });

  it("takes up what a worker died with, once its lease has run out", async () => {
    await endpoint("https://a.example/", 1);
    await courier().step();
    const second = courier();
    await second.step();
    expect(sender.open).toHaveLength(1);
    rig.offsetMs = 61_000;
    await second.step();
    expect(sender.open).toHaveLength(2);
    sender.answerAll(204);
    await second.idle();
  });

  it("gives a message up when the last of its tries has failed", async () => {
    const id = await endpoint("https://never.example/", 1);
    const one = courier();
    let tries = 0;
    for (;;) {
      await one.step();
      if (sender.open.length === 0) break;
      tries += 1;
      sender.answerAll(503);
      await one.idle();
      const [delivery] = await deliveries(id);
      if (delivery?.next_attempt_at) rig.offsetMs = delivery.next_attempt_at.getTime() - Date.now() + 1;
    }
    expect(tries).toBe(12);
    expect(await deliveries(id)).toMatchObject([{ status: "failed", attempts: 12, next_attempt_at: null }]);
  });

  it("sends nothing to one that is off", async () => {
    const id = await endpoint("https://off.example/", 1);
    await rig.sql("update talky.webhook_endpoints set is_active = false where id = $1", [id]);
    await courier().step();
    expect(sender.open).toEqual([]);
  });
});

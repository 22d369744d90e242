import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Delivery, WebhookWithSecret } from "#lib/domain/api/webhook";
import { MESSAGES } from "#lib/domain/api/webhook";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import { type Api, campaignIs, createCampaign, importNumbers, register, until } from "../stack/api.ts";
import { join } from "../stack/people.ts";
import { numberOf } from "../stack/sandbox.ts";

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  message: { type: string; data: Record<string, unknown> };
}

describe("webhooks", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  const received: Received[] = [];
  /** What the next requests to a path are answered with; 204 where nothing is said. */
  const answers: Record<string, number[]> = {};
  let server: Server;
  let base: string;
  let api: Api;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        const path = request.url ?? "";
        received.push({ path, headers: request.headers, body, message: JSON.parse(body) });
        response.writeHead(answers[path]?.shift() ?? 204).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await owner.connect();
    ({ api } = await register("Told"));
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await owner.end();
  });

  const add = (path: string, events: string[], caller = api): Promise<WebhookWithSecret> =>
    caller.ok<WebhookWithSecret>("POST", "/webhooks", { url: base + path, events });
  const at = (path: string): Received[] => received.filter((one) => one.path === path);
  const came = (path: string, n: number): Promise<Received[]> =>
    until(
      () => Promise.resolve(at(path)),
      (all) => all.length >= n,
      { limitMs: 30_000, what: `${n} messages at ${path}`, everyMs: 100 },
    );
  const log = async (id: string): Promise<Delivery[]> =>
    (await api.ok<{ items: Delivery[] }>("GET", `/webhooks/${id}/deliveries`)).items;
  const settled = (id: string, status: string): Promise<Delivery[]> =>
    until(
      () => log(id),
      (all) => all[0]?.status === status,
      { limitMs: 30_000, what: status, everyMs: 100 },
    );
  const verify = (secret: string, { body, headers }: Received): unknown =>
    new Webhook(secret).verify(body, headers as Record<string, string>);

  it("tell of a call and of its campaign, signed, each with what the description says", async () => {
    const { id, secret } = await add("/story", ["call.ended", "campaign.status"]);
    await add("/other", ["call.analysed"]);
    const campaign = await createCampaign(api);
    await importNumbers(api, campaign.id, [numberOf("01", "312")]);
    await api.ok("POST", `/campaigns/${campaign.id}/start`);
    await campaignIs(api, campaign.id, "completed", 60_000)();
    const all = await came("/story", 3);
    for (const one of all) verify(secret, one);
    const byType = all.map(({ message }) => [
      message.type,
      message.data["status"] ?? message.data["telephony_result"],
    ]);
    expect(byType.toSorted()).toEqual([
      ["call.ended", "busy"],
      ["campaign.status", "completed"],
      ["campaign.status", "running"],
    ]);
    for (const { message } of all) {
      const shape = MESSAGES[message.type as keyof typeof MESSAGES];
      expect(shape.strict().safeParse(message).error?.issues).toBeUndefined();
      expect(message.data["campaign_id"]).toBe(campaign.id);
    }
    const [{ body, headers }] = all as [Received];
    expect(() => verify(secret, { ...all[0], body: body.replace("C", "D"), headers } as Received)).toThrow(
      /No matching signature/,
    );
    expect((await log(id)).map(({ status, attempts }) => [status, attempts])).toEqual([
      ["delivered", 1],
      ["delivered", 1],
      ["delivered", 1],
    ]);
    expect(at("/other")).toEqual([]);
  });

  it("are tried again after each of nine refusals, as the same message, and can be sent once more", async () => {
    const { id, secret } = await add("/again", ["call.ended"]);
    const refusals = [500, 503, 404, 429, 502, 400, 500, 302, 504];
    answers["/again"] = [...refusals];
    const sent = await api.ok<Delivery>("POST", `/webhooks/${id}/test`);
    for (const [i, refusal] of refusals.entries()) {
      const [waiting] = await until(
        () => log(id),
        (all) => all[0]?.attempts === i + 1,
        { limitMs: 30_000, what: `try ${i + 1}`, everyMs: 100 },
      );
      expect(waiting).toMatchObject({ id: sent.id, status: "pending" });
      expect(waiting?.log.at(-1)).toMatchObject({ status: refusal });
      if (i === 0)
        expect((await api.call("POST", `/webhooks/${id}/deliveries/${sent.id}/replay`)).status).toBe(409);
      // Hours later.
      await owner.query("update talky.webhook_deliveries set next_attempt_at = now() where id = $1", [
        sent.id,
      ]);
    }
    const [done] = await settled(id, "delivered");
    expect(done?.log.map(({ status }) => status)).toEqual([...refusals, 204]);
    await api.ok("POST", `/webhooks/${id}/deliveries/${sent.id}/replay`);
    const all = await came("/again", refusals.length + 2);
    for (const one of all) verify(secret, one);
    expect(new Set(all.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([sent.id]));
    expect(new Set(all.map(({ body }) => body)).size).toBe(1);
  });

  it("are signed with the former secret too for a day after a rotation", async () => {
    const { id, secret } = await add("/rotated", ["call.ended"]);
    const rotated = await api.ok<WebhookWithSecret>("POST", `/webhooks/${id}/rotate-secret`);
    expect(rotated.secret).not.toBe(secret);
    await api.ok("POST", `/webhooks/${id}/test`);
    const [both] = (await came("/rotated", 1)) as [Received];
    verify(secret, both);
    verify(rotated.secret, both);
    await owner.query("update talky.webhook_endpoints set former_secret_until = now() where id = $1", [id]);
    await api.ok("POST", `/webhooks/${id}/test`);
    const [, fresh] = (await came("/rotated", 2)) as [Received, Received];
    verify(rotated.secret, fresh);
    expect(() => verify(secret, fresh)).toThrow(/No matching signature/);
  });

  it("go to no address that says it is gone, until it is switched on again", async () => {
    const { id } = await add("/gone", ["call.ended"]);
    answers["/gone"] = [410];
    await api.ok("POST", `/webhooks/${id}/test`);
    await settled(id, "failed");
    const off = await until(
      () => api.ok<WebhookWithSecret>("GET", `/webhooks/${id}`),
      (one) => !one.is_active,
      {
        limitMs: 10_000,
        what: "the endpoint to be off",
        everyMs: 100,
      },
    );
    expect(off.disabled_reason).toBe("gone");
    expect((await api.call("POST", `/webhooks/${id}/test`)).status).toBe(409);
    expect(await api.ok("PATCH", `/webhooks/${id}`, { is_active: true })).toMatchObject({
      is_active: true,
      disabled_reason: null,
    });
    expect((await api.call("DELETE", `/webhooks/${id}`)).status).toBe(204);
    expect((await api.call("GET", `/webhooks/${id}`)).status).toBe(404);
  });

  it("are written with the fact, or not at all", async () => {
    const { id } = await add("/never", ["campaign.status"]);
    const campaign = await createCampaign(api);
    const written = async (): Promise<number> =>
      (await owner.query("select from talky.webhook_deliveries where endpoint_id = $1", [id])).rows.length;
    const run = "update talky.campaigns set status = 'running', started_at = now() where id = $1";
    await owner.query("begin");
    await owner.query(run, [campaign.id]);
    expect(await written()).toBe(1);
    await owner.query("rollback");
    expect(await written()).toBe(0);
  });

  it("cannot be set up to a network of one's own, nor by whoever may not", async () => {
    const before = await api.ok<{ items: unknown[] }>("GET", "/webhooks");
    for (const url of [
      "http://10.0.0.1/",
      "https://169.254.169.254/latest",
      "https://[fd00::1]/",
      "ftp://a.example",
    ]) {
      const answer = await api.call<{ errors: { path: string }[] }>("POST", "/webhooks", {
        url,
        events: ["call.ended"],
      });
      expect([answer.status, answer.body.errors[0]?.path], url).toEqual([422, "url"]);
    }
    const { id } = await add("/mine", ["call.ended"]);
    expect((await api.call("PATCH", `/webhooks/${id}`, { url: "http://192.168.0.1/" })).status).toBe(422);
    const { api: strangers } = await register("Strangers");
    for (const [method, path] of [
      ["GET", ""],
      ["PATCH", ""],
      ["DELETE", ""],
      ["POST", "/rotate-secret"],
      ["POST", "/test"],
      ["GET", "/deliveries"],
    ] as const)
      expect(
        (await strangers.call(method, `/webhooks/${id}${path}`, method === "PATCH" ? {} : undefined)).status,
      ).toBe(404);
    const { api: plain } = await join(strangers, "user");
    expect((await plain.call("GET", "/webhooks")).status).toBe(403);
    expect((await plain.call("POST", "/webhooks", { url: base, events: ["call.ended"] })).status).toBe(403);
    const after = await api.ok<{ items: unknown[] }>("GET", "/webhooks");
    expect(after.items).toHaveLength(before.items.length + 1);
  });
});

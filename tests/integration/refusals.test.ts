import { createHash, createHmac, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ownerDatabaseUrl, webUrl, workerUrl } from "../stack/addresses.ts";
import {
  all,
  type Api,
  type Call,
  type Campaign,
  campaignIs,
  createCampaign,
  importNumbers,
  type Job,
  register,
  until,
} from "../stack/api.ts";
import { numberOf, sandboxCalls } from "../stack/sandbox.ts";

const base64url = (value: object | string): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** A token as the carrier would sign it, but with a secret of the sender's choosing. */
function forgedToken(body: string, secret: string): string {
  const head = base64url({ alg: "HS256", typ: "JWT" });
  const claims = base64url({
    iat: Math.floor(Date.now() / 1000),
    jti: randomUUID(),
    iss: "Vonage",
    payload_hash: createHash("sha256").update(body).digest("hex"),
  });
  return `${head}.${claims}.${createHmac("sha256", secret).update(`${head}.${claims}`).digest("base64url")}`;
}

describe("what comes from outside and cannot be believed", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  let api: Api;
  let call: Call;

  beforeAll(async () => {
    await owner.connect();
    ({ api } = await register());
    const { id } = await createCampaign(api);
    await importNumbers(api, id, [numberOf("38", "503")]);
    await api.ok("POST", `/campaigns/${id}/start`);
    await campaignIs(api, id, "completed", 60_000)();
    [call] = (await all<Call>(api, `/calls?campaign_id=${id}`)) as [Call];
  });
  afterAll(() => owner.end());

  /** What stands in the inbox of this carrier call; the calls of other tests go on meanwhile. */
  const received = async (uuid: string): Promise<unknown[]> => {
    const { rows } = await owner.query("select id from talky.carrier_inbox where body->>'uuid' = $1", [uuid]);
    return rows;
  };

  it.each([
    ["no signature at all", {}, ""],
    ["a wrong address signature", {}, "?s=AAAA"],
    ["a token signed with another secret", { forged: true }, "?s=AAAA"],
  ])("refuses a webhook with %s, and nothing changes", async (_, options, query) => {
    const uuid = randomUUID();
    const body = JSON.stringify({
      uuid,
      conversation_uuid: `CON-${randomUUID()}`,
      status: "completed",
      timestamp: new Date().toISOString(),
      direction: "outbound",
      from: "14155550000",
      to: "15035550138",
    });
    const response = await fetch(`${webUrl()}/api/webhooks/vonage/event/${call.id}${query}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...("forged" in options ? { authorization: `Bearer ${forgedToken(body, "not-the-secret")}` } : {}),
      },
      body,
    });
    expect(response.status).toBe(401);
    expect(await received(uuid)).toEqual([]);
    expect((await api.ok<Call>("GET", `/calls/${call.id}`)).carrier_state).toBe("ended");
  });

  it.each([
    ["a call that nobody expects", () => randomUUID()],
    ["a wrong token", () => call.id],
  ])("closes an audio socket for %s", async (_, callId) => {
    const socket = new WebSocket(`${workerUrl().replace("http", "ws")}/ws/voice/${callId()}`, {
      headers: { authorization: "Bearer wrong" },
    });
    const status = await new Promise<number>((resolve, reject) => {
      socket.once("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
      socket.once("open", () => reject(new Error("the socket was let in")));
      socket.once("error", () => undefined);
    });
    expect(status).toBe(401);
  });
});

describe("pause and stop", () => {
  it("place no new call a second after the click, and let those in progress go on", async () => {
    const { api } = await register();
    const { id } = await createCampaign(api, { max_concurrent_calls: 3 });
    const numbers = ["00", "06", "10", "11", "12", "32", "03", "07"].map((nn) => numberOf(nn, "808"));
    await importNumbers(api, id, numbers);
    await api.ok("POST", `/campaigns/${id}/start`);
    const placed = async () => (await sandboxCalls()).filter((c) => numbers.includes(c.to));
    await until(placed, (calls) => calls.length >= 2, { limitMs: 30_000, what: "two calls", everyMs: 100 });
    const paused = await api.ok<Campaign>("POST", `/campaigns/${id}/pause`);
    const pausedAt = Date.now();
    expect(paused.status).toBe("paused");
    await until(placed, (calls) => calls.every((c) => c.ended_at), {
      limitMs: 90_000,
      what: "calls in progress to end",
    });
    const calls = await placed();
    expect(calls.length).toBeLessThan(numbers.length);
    for (const c of calls) expect(Date.parse(c.requested_at)).toBeLessThanOrEqual(pausedAt + 1000);

    expect((await api.ok<Campaign>("POST", `/campaigns/${id}/stop`)).status).toBe("stopped");
    const jobs = await all<Job>(api, `/campaigns/${id}/jobs`);
    expect(jobs.filter((j) => j.status === "cancelled")).toHaveLength(numbers.length - calls.length);
    expect((await api.call("POST", `/campaigns/${id}/resume`)).status).toBe(409);
  }, 180_000);
});

describe("the do-not-call list", () => {
  it("holds in a campaign that runs: nobody on it is dialled a second after", async () => {
    const { api } = await register();
    const { id } = await createCampaign(api, { max_concurrent_calls: 1 });
    const areas = ["203", "214", "303", "314", "412", "512", "602", "617", "713", "816"];
    const numbers = areas.map((area) => numberOf("38", area));
    await importNumbers(api, id, numbers);
    await api.ok("POST", `/campaigns/${id}/start`);
    const placed = async () => (await sandboxCalls()).filter((c) => numbers.includes(c.to));
    await until(placed, (calls) => calls.length >= 2, { limitMs: 30_000, what: "two calls", everyMs: 100 });
    const listedAt = new Map<string, number>();
    for (const number of numbers.toReversed()) {
      await api.ok("POST", "/dnc", { phone_number: number });
      listedAt.set(number, Date.now());
    }
    await campaignIs(api, id, "completed", 60_000)();
    const calls = await placed();
    expect(calls.length).toBeLessThan(numbers.length);
    for (const c of calls)
      expect(Date.parse(c.requested_at)).toBeLessThanOrEqual((listedAt.get(c.to) ?? 0) + 1000);
    const jobs = await all<Job>(api, `/campaigns/${id}/jobs`);
    expect(jobs.filter((job) => job.reason === "do_not_call" && job.attempts === 0)).toHaveLength(
      numbers.length - calls.length,
    );
  }, 120_000);
});

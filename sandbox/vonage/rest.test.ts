import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { APPLICATION_ID, CarrierRig, restToken, KEYS } from "./carrier-rig.ts";

let rig: CarrierRig;
beforeEach(async () => {
  rig = await CarrierRig.start();
});
afterEach(() => rig.close());

/** The request comes over a real socket, in real time. */
const placed = (): Promise<void> =>
  vi.waitFor(() => expect(rig.carrier.switchboard.stats().placed).toBe(1), 10_000);

async function ask(method: string, path: string, body?: unknown, token?: string): Promise<Response> {
  return fetch(`${rig.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token ?? (await restToken())}` },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
}

const STRANGER = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

describe("who may ask", () => {
  it.each([
    ["nobody", async () => "x.y.z"],
    ["somebody with another key", () => restToken(APPLICATION_ID, STRANGER.privateKey)],
    ["another application", () => restToken("7a8b3c1e-0d5f-4b7a-9c2d-1e3f5a7b9c0d", KEYS.privateKey)],
    ["somebody too late", () => restToken(APPLICATION_ID, KEYS.privateKey, -60)],
  ])("not %s", async (_who, token) => {
    const response = await ask("POST", "/v1/calls", rig.createBody("00"), await token());
    expect([response.status, await response.json()]).toEqual([
      401,
      { type: "UNAUTHORIZED", error_title: "Unauthorized" },
    ]);
    expect(rig.carrier.switchboard.stats().placed).toBe(0);
  });

  it("the SDK with the application's key", async () => {
    const placed = await rig.vonage().voice.createOutboundCall({
      to: [{ type: "phone", number: "14155550100" }],
      from: { type: "phone", number: "14155550199" },
      ncco: rig.connectNcco(),
      eventUrl: [`${rig.appUrl}/event`],
    } as never);
    expect(placed).toMatchObject({ status: "started", direction: "outbound", uuid: expect.any(String) });
    expect(placed.conversationUUID).toMatch(/^CON-/);
  });
});

const socket = (change: Record<string, unknown>): Record<string, unknown> => {
  const ncco = structuredClone(rig.connectNcco()) as { endpoint: Record<string, unknown>[] }[];
  Object.assign(ncco[0]?.endpoint[0] ?? {}, change);
  return { ncco };
};

describe("a create that the carrier refuses", () => {
  it.each<[string, string, () => Record<string, unknown>]>([
    ["no callee", "to", () => ({ to: undefined })],
    ["two callees", "to", () => ({ to: [1, 2].map(() => ({ type: "phone", number: "14155550100" })) })],
    ["a plus in the number", "to.0.number", () => ({ to: [{ type: "phone", number: "+14155550100" }] })],
    ["no caller", "from", () => ({ from: undefined })],
    ["a caller and a random one", "from", () => ({ random_from_number: true })],
    ["neither ncco nor answer_url", "ncco", () => ({ ncco: undefined })],
    ["an empty ncco", "ncco", () => ({ ncco: [] })],
    ["an unknown action", "ncco.0.action", () => ({ ncco: [{ action: "dance" }] })],
    [
      "contentType for content-type",
      "ncco.0.endpoint.0.content-type",
      () => socket({ "content-type": undefined, contentType: "audio/l16;rate=16000" }),
    ],
    [
      "another rate",
      "ncco.0.endpoint.0.content-type",
      () => socket({ "content-type": "audio/l16;rate=44100" }),
    ],
    ["an http socket", "ncco.0.endpoint.0.uri", () => socket({ uri: "http://127.0.0.1/ws" })],
    ["long headers", "ncco.0.endpoint.0.headers", () => socket({ headers: { a: "x".repeat(512) } })],
    ["no event_url", "event_url", () => ({ event_url: undefined })],
    ["an event_url that is no list", "event_url", () => ({ event_url: "http://127.0.0.1/" })],
    ["a long ringing_timer", "ringing_timer", () => ({ ringing_timer: 121 })],
    ["a length_timer of nothing", "length_timer", () => ({ length_timer: 0 })],
    [
      "a short beep_timeout",
      "advanced_machine_detection.beep_timeout",
      () => ({ advanced_machine_detection: { mode: "detect_beep", beep_timeout: 10 } }),
    ],
  ])("has %s", async (_what, name, change) => {
    const response = await ask("POST", "/v1/calls", { ...rig.createBody("00"), ...change() });
    expect(response.status).toBe(400);
    const refusal = (await response.json()) as { invalid_parameters: { name: string; reason: string }[] };
    expect(refusal).toMatchObject({ type: "BAD_REQUEST", error_title: "Bad Request" });
    expect(refusal.invalid_parameters[0]).toEqual({ name, reason: expect.stringMatching(/./) });
    expect(rig.carrier.switchboard.stats().placed).toBe(0);
  });

  it("is no JSON", async () => {
    expect((await ask("POST", "/v1/calls", "{")).status).toBe(400);
  });
});

describe("the account's rate", () => {
  it("takes three calls in any second and refuses the fourth", async () => {
    const tried: number[] = [];
    const place = async (): Promise<void> => {
      tried.push((await ask("POST", "/v1/calls", rig.createBody("01"))).status);
    };
    await place();
    await rig.clock.advance(500);
    await place();
    await place();
    await place();
    await rig.clock.advance(499);
    await place();
    await rig.clock.advance(1);
    await place();
    await place();
    expect(tried).toEqual([201, 201, 201, 429, 429, 201, 429]);
    expect(rig.carrier.switchboard.stats()).toMatchObject({
      placed: 4,
      max_per_second: 3,
      max_concurrent: 4,
    });
    const { type, title, detail, instance } = (await (
      await ask("POST", "/v1/calls", rig.createBody("01"))
    ).json()) as Record<string, string>;
    for (const part of [type, title, detail, instance]) expect(part).toEqual(expect.any(String));
  });

  it("can be raised, and takes five times as many other requests", async () => {
    for (let i = 0; i < 15; i += 1) expect((await ask("GET", "/v1/calls")).status).toBe(200);
    expect((await ask("GET", "/v1/calls")).status).toBe(429);
    rig.world.callsPerSecond = 20;
    for (let i = 0; i < 20; i += 1)
      expect((await ask("POST", "/v1/calls", rig.createBody("01"))).status).toBe(201);
    expect((await ask("POST", "/v1/calls", rig.createBody("01"))).status).toBe(429);
    expect((await ask("GET", "/v1/calls")).status).toBe(200);
  });
});

describe("a call in progress", () => {
  it("can be hung up after a second, not before, and is not found when it is over", async () => {
    const uuid = await rig.place("00");
    await rig.clock.advance(900);
    await expect(rig.vonage().voice.hangupCall(uuid)).rejects.toThrow("400");
    await rig.clock.advance(100);
    await rig.vonage().voice.hangupCall(uuid);
    await rig.finish(uuid);
    expect(rig.statusesOf(uuid)).toEqual(["started", "ringing", "cancelled", "completed"]);
    expect(rig.record(uuid)).toMatchObject({ endedBy: "agent", status: "cancelled" });
    await expect(rig.vonage().voice.hangupCall(uuid)).rejects.toThrow("404");
    expect((await ask("GET", "/v1/calls/none")).status).toBe(404);
  });

  it("is ended by the platform when it was answered", async () => {
    const uuid = await rig.place("00");
    const socket = await rig.socket();
    await rig.vonage().voice.hangupCall(uuid);
    await rig.finish(uuid);
    const completed = rig.events.find(({ body }) => body["uuid"] === uuid && body["status"] === "completed");
    expect(completed?.body).toMatchObject({ disconnected_by: "platform", sip_code: 200 });
    expect(socket.closeCode).toBe(1000);
  });

  it("can be muted, deafened and transferred", async () => {
    const uuid = await rig.place("00");
    const { voice } = rig.vonage();
    const socket = await rig.socket();
    await voice.muteCall(uuid);
    await rig.clock.advance(3000);
    expect(socket.frames.every((frame) => frame.every((byte) => byte === 0))).toBe(true);
    await voice.earmuffCall(uuid);
    await socket.say("Can you hear me?");
    await rig.clock.advance(3000);
    expect(rig.record(uuid).agentHeard).toEqual([]);
    await voice.unmuteCall(uuid);
    await voice.unearmuffCall(uuid);
    await voice.transferCallWithNCCO(uuid, rig.connectNcco("?other"));
    const second = await rig.socket(2);
    expect([socket.closeCode, second.path]).toEqual([1000, "/ws?other"]);
    await second.say("Can you hear me?");
    await rig.clock.advance(3000);
    expect(rig.record(uuid).agentHeard).toEqual(["Can you hear me?"]);
    expect(rig.statusesOf(uuid)).toContain("transfer");
    expect((await ask("PUT", `/v1/calls/${uuid}`, { action: "explode" })).status).toBe(400);
  });
});

async function page(query: string): Promise<{ count: number; uuids: string[]; next?: string }> {
  const {
    count,
    _links: links,
    _embedded: embedded,
  } = (await (await ask("GET", `/v1/calls?${query}`)).json()) as {
    count: number;
    _links: { next?: { href: string } };
    _embedded: { calls: { uuid: string }[] };
  };
  return { count, uuids: embedded.calls.map(({ uuid }) => uuid), next: links.next?.href };
}

describe("the list of calls", () => {
  it("comes in pages, by time, status and order, and the SDK walks through all of it", async () => {
    rig.world.callsPerSecond = 1000;
    const uuids: string[] = [];
    const began: string[] = [];
    for (let i = 0; i < 25; i += 1) {
      began.push(new Date(rig.clock.now()).toISOString());
      uuids.push(await rig.place(i < 20 ? "01" : "00"));
      await rig.clock.advance(1000);
    }
    expect(await page("")).toMatchObject({ count: 25, uuids: uuids.slice(0, 10) });
    expect((await page("record_index=20&page_size=10")).uuids).toEqual(uuids.slice(20));
    expect((await page("record_index=20&page_size=10")).next).toBeUndefined();
    expect((await page("order=desc&page_size=2")).uuids).toEqual([uuids[24], uuids[23]]);
    expect((await page(`date_start=${began[3]}&date_end=${began[5]}`)).uuids).toEqual(uuids.slice(3, 6));
    expect((await page("status=busy&page_size=100")).uuids).toEqual(uuids.slice(0, 20));
    const { conversationUuid } = rig.record(uuids[7] ?? "");
    expect((await page(`conversation_uuid=${conversationUuid}`)).uuids).toEqual([uuids[7]]);
    for (const wrong of ["page_size=101", "date_start=yesterday", "order=up", "record_index=-1"])
      expect((await ask("GET", `/v1/calls?${wrong}`)).status, wrong).toBe(400);
    const walked: string[] = [];
    for await (const call of rig.vonage().voice.getAllCalls({ pageSize: 7 })) walked.push(call.uuid);
    expect(walked).toEqual(uuids);
  });
});

const statusOf = async (nn: string): Promise<number> =>
  (await ask("POST", "/v1/calls", rig.createBody(nn))).status;

describe("a number whose carrier is what differs", () => {
  it("is refused with 429 the first time (30), each number by itself", async () => {
    expect(await statusOf("30")).toBe(429);
    expect(rig.carrier.switchboard.stats().placed).toBe(0);
    expect([await statusOf("00"), await statusOf("30"), await statusOf("30")]).toEqual([201, 201, 429]);
  });

  it("rings though the one who asked never hears of it (31)", async () => {
    const abort = new AbortController();
    const asking = fetch(`${rig.url}/v1/calls`, {
      method: "POST",
      headers: { authorization: `Bearer ${await restToken()}` },
      body: JSON.stringify(rig.createBody("31")),
      signal: abort.signal,
    }).catch((error: unknown) => (error as Error).name);
    await placed();
    const [record] = rig.carrier.switchboard.records();
    await rig.clock.advanceUntil(() => rig.statusesOf(record?.uuid ?? "").includes("answered"), 10_000);
    abort.abort();
    expect(await asking).toBe("AbortError");
  });
});

describe("faults that were planned", () => {
  it("come once each, in the words of the carrier", async () => {
    rig.world.plan([
      { provider: "vonage", error: "rate_limited", count: 2 },
      { provider: "vonage", error: "refused_credentials", count: 1 },
      { provider: "vonage", error: "broken", count: 1 },
    ]);
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1)
      statuses.push((await ask("POST", "/v1/calls", rig.createBody("01"))).status);
    expect(statuses).toEqual([429, 429, 401, 500, 201]);
  });

  it("place a call whose answer is lost", async () => {
    rig.world.plan([{ provider: "vonage", error: "answer_lost", count: 1 }]);
    const abort = new AbortController();
    const asking = fetch(`${rig.url}/v1/calls`, {
      method: "POST",
      headers: { authorization: `Bearer ${await restToken()}` },
      body: JSON.stringify(rig.createBody("01")),
      signal: abort.signal,
    }).catch((error: unknown) => (error as Error).name);
    await placed();
    const [record] = rig.carrier.switchboard.records();
    await rig.finish(record?.uuid ?? "");
    expect(rig.statusesOf(record?.uuid ?? "")).toContain("busy");
    abort.abort();
    expect(await asking).toBe("AbortError");
  });
});

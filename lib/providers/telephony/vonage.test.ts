import { generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { json, WireDouble } from "../wire-double.fixture.ts";
import { createVonage } from "./vonage.ts";

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const REQUEST = {
  to: "+14155550100",
  from: "+14155550101",
  eventUrl: "https://talky.example/events/1?s=x",
  socketUrl: "wss://worker.example/ws/voice/1",
  socketAuthorization: "Bearer t0ken",
  ringTimeoutS: 30,
  maxDurationS: 600,
};

let wire: WireDouble;
const vonage = (extra = {}) =>
  createVonage({
    applicationId: "app-1",
    privateKey,
    apiKey: "key-1",
    signatureSecret: "secret",
    apiHost: `${wire.baseUrl}/`,
    timeoutMs: 300,
    hangUpRetryMs: 0,
    ...extra,
  });

beforeAll(async () => {
  wire = await WireDouble.open();
});
afterAll(() => wire.close());
afterEach(() => {
  wire.requests.length = 0;
});

describe("connecting a call to a phone", () => {
  const TO = {
    to: "+14155550102",
    from: "+14155550101",
    eventUrl: "https://talky.example/events/1?s=x&leg=transfer",
    briefingUrl: "https://talky.example/briefing/1?s=y",
    ringTimeoutS: 25,
  };

  it("moves the call to an NCCO that says the briefing first and asks us when nobody answers", async () => {
    wire.onRequest = (res) => void res.writeHead(204).end();
    await vonage().transfer("u1", TO);
    const [asked] = wire.requests;
    expect([asked?.method, asked?.url.pathname]).toEqual(["PUT", "/v1/calls/u1"]);
    const ncco = {
      action: "connect",
      eventType: "synchronous",
      eventUrl: [TO.eventUrl],
      eventMethod: "POST",
      from: "14155550101",
      timeout: 25,
      endpoint: [{ type: "phone", number: "14155550102", onAnswer: { url: TO.briefingUrl } }],
    };
    expect(JSON.parse(asked?.body ?? "")).toEqual({
      action: "transfer",
      destination: { type: "ncco", ncco: [ncco] },
    });
  });

  it("says what the carrier made of it", async () => {
    wire.onRequest = (res) => json(res, 429, { title: "Too many" });
    await expect(vonage().transfer("u1", TO)).rejects.toMatchObject({
      fault: "rate_limited",
      retryable: true,
    });
    wire.onRequest = (res) => json(res, 400, { type: "BAD_REQUEST" });
    await expect(vonage().transfer("u1", TO)).rejects.toMatchObject({ retryable: false });
  });

  it("has the briefing spoken in the campaign's language", () => {
    expect(vonage().briefingAnswer("Hola.", "es")).toEqual([
      { action: "talk", text: "Hola.", language: "es-US" },
    ]);
    expect(vonage().briefingAnswer("Hello.", "en-gb")).toMatchObject([{ language: "en-GB" }]);
    expect(vonage().briefingAnswer("Hej.", "sv")).toEqual([{ action: "talk", text: "Hej." }]);
  });
});

describe("placing a call", () => {
  it("sends the NCCO in the API's own spelling", async () => {
    wire.onRequest = (res) => json(res, 201, { uuid: "u1", conversation_uuid: "CON-1", status: "started" });
    expect(await vonage().placeCall(REQUEST)).toEqual({ carrierCallId: "u1", conversationId: "CON-1" });
    const [asked] = wire.requests;
    expect(asked?.url.pathname).toBe("/v1/calls");
    expect(asked?.headers.authorization).toMatch(/^Bearer ey/);
    expect(JSON.parse(asked?.body ?? "")).toEqual({
      to: [{ type: "phone", number: "14155550100" }],
      from: { type: "phone", number: "14155550101" },
      ncco: [
        {
          action: "connect",
          eventType: "synchronous",
          eventUrl: [REQUEST.eventUrl],
          eventMethod: "POST",
          endpoint: [
            {
              type: "websocket",
              uri: REQUEST.socketUrl,
              "content-type": "audio/l16;rate=16000",
              headers: {},
              authorization: { type: "custom", value: "Bearer t0ken" },
            },
          ],
        },
      ],
      event_url: [REQUEST.eventUrl],
      event_method: "POST",
      ringing_timer: 30,
      length_timer: 600,
      advanced_machine_detection: { behavior: "continue", mode: "default" },
    });
  });

  it.each([
    [401, "refused_credentials"],
    [402, "refused_credentials"],
    [403, "refused_credentials"],
    [400, "refused_request"],
    [429, "rate_limited"],
    [500, "maybe_done"],
    [503, "maybe_done"],
  ])("takes status %i for %s", async (status, fault) => {
    wire.onRequest = (res) => json(res, status, { title: "no" }, { "retry-after": "3" });
    await expect(vonage().placeCall(REQUEST)).rejects.toMatchObject({
      fault,
      retryAfterMs: fault === "rate_limited" ? 3000 : null,
    });
  });

  it("may have rung when no answer came", async () => {
    wire.onRequest = () => undefined;
    await expect(vonage().placeCall(REQUEST)).rejects.toMatchObject({
      fault: "maybe_done",
      retryable: false,
    });
  });

  it("may have rung when the connection broke after sending, or the answer was cut", async () => {
    wire.onRequest = (res) => res.socket?.resetAndDestroy();
    await expect(vonage().placeCall(REQUEST)).rejects.toMatchObject({ fault: "maybe_done" });
    wire.onRequest = (res) =>
      res.writeHead(201, { "content-type": "application/json", "content-length": "9" }).end('{"uuid":"');
    await expect(vonage().placeCall(REQUEST)).rejects.toMatchObject({ fault: "maybe_done" });
    wire.onRequest = (res) => json(res, 201, {});
    await expect(vonage().placeCall(REQUEST)).rejects.toMatchObject({ fault: "maybe_done" });
  });

  it("certainly did not ring when nobody listens there", async () => {
    const gone = await WireDouble.open();
    await gone.close();
    await expect(vonage({ apiHost: gone.baseUrl }).placeCall(REQUEST)).rejects.toMatchObject({
      fault: "unreachable",
      retryable: true,
    });
  });

  it("certainly did not ring when our own key is no key", async () => {
    await expect(vonage({ privateKey: "-----BEGIN nonsense" }).placeCall(REQUEST)).rejects.toMatchObject({
      fault: "refused_credentials",
    });
    expect(wire.requests).toEqual([]);
  });

  it("reads a key whose line breaks are written as \\n", async () => {
    wire.onRequest = (res) => json(res, 201, { uuid: "u1", conversation_uuid: "CON-1" });
    const escaped = vonage({ privateKey: privateKey.replaceAll("\n", String.raw`\n`) });
    expect(await escaped.placeCall(REQUEST)).toMatchObject({ carrierCallId: "u1" });
  });
});

describe("hanging up", () => {
  it("tries again while it is too early", async () => {
    let puts = 0;
    wire.onRequest = (res, { method }) => {
      if (method === "GET") return json(res, 200, { uuid: "u1", status: "ringing", to: { number: "1" } });
      puts += 1;
      return puts < 3 ? json(res, 400, { type: "BAD_REQUEST" }) : res.writeHead(204).end();
    };
    await vonage().hangUp("u1");
    expect(puts).toBe(3);
    expect(JSON.parse(wire.requests[0]?.body ?? "")).toEqual({ action: "hangup" });
  });

  it("is content with a call that has ended or is not known", async () => {
    wire.onRequest = (res, { method }) =>
      method === "GET"
        ? json(res, 200, { uuid: "u1", status: "completed", to: { number: "1" } })
        : json(res, 400, {});
    await vonage().hangUp("u1");
    wire.onRequest = (res) => json(res, 404, {});
    await vonage().hangUp("u1");
  });

  it("says too early when it stays too early", async () => {
    wire.onRequest = (res, { method }) =>
      method === "GET" ? json(res, 200, { uuid: "u1", status: "started" }) : json(res, 400, {});
    await expect(vonage().hangUp("u1")).rejects.toMatchObject({ fault: "too_early" });
  });
});

describe("asking about calls", () => {
  it("does not know a call that is not there", async () => {
    wire.onRequest = (res) => json(res, 404, {});
    expect(await vonage().getCall("u9")).toBeNull();
  });

  it("reads all pages of a span, without the audio sockets' legs", async () => {
    const all = Array.from({ length: 230 }, (_, i) => ({
      uuid: `u${i}`,
      status: "completed",
      to: i === 7 ? { type: "websocket", uri: "wss://x" } : { type: "phone", number: "14155550100" },
    }));
    wire.onRequest = (res, { url }) => {
      const at = Number(url.searchParams.get("record_index"));
      json(res, 200, { count: all.length, _embedded: { calls: all.slice(at, at + 100) } });
    };
    const from = new Date("2026-11-20T10:00:00.500Z");
    const calls = await vonage().listCalls(from, new Date("2026-11-20T11:00:00Z"));
    expect(calls.map((c) => c.carrierCallId)).toEqual(all.filter((_, i) => i !== 7).map((c) => c.uuid));
    expect(wire.requests.map((r) => r.url.searchParams.get("record_index"))).toEqual(["0", "100", "200"]);
    expect(wire.requests[0]?.url.searchParams.get("date_start")).toBe("2026-11-20T10:00:00Z");
  });

  it("says that the credentials are refused", async () => {
    wire.onRequest = (res) => json(res, 401, {});
    await expect(vonage().check()).rejects.toMatchObject({ fault: "refused_credentials" });
  });

  it("answers a lost socket with another one", () => {
    expect(vonage().reconnectAnswer("wss://x", "Bearer y")).toMatchObject([
      { action: "connect", endpoint: [{ uri: "wss://x", authorization: { value: "Bearer y" } }] },
    ]);
  });
});

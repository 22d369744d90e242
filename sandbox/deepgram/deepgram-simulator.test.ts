import { DeepgramClient } from "@deepgram/sdk";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { serveSimulators, type Simulator } from "../simulator.ts";
import { speak } from "../speech/speak.ts";
import { mulberry32, World } from "../world.ts";
import { createDeepgramSimulator } from "./deepgram-simulator.ts";
import { FluxClient } from "./flux-client.fixture.ts";

const world = new World();
let simulator: Simulator;
let server: Server;
let host = "";

const GOOD = { model: "flux-general-en", encoding: "linear16", sample_rate: "16000" };

beforeAll(async () => {
  simulator = createDeepgramSimulator(world);
  server = serveSimulators([simulator]);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await simulator.close();
  server.close();
});
beforeEach(() => world.reset());

function open(options: Record<string, unknown> = {}): Promise<FluxClient> {
  const client = new DeepgramClient({ apiKey: "any-key", baseUrl: `http://${host}` });
  return FluxClient.open(client, { eager_eot_threshold: 0.5, ...options });
}

function upgrade(query: Record<string, string>, headers: Record<string, string>): Promise<IncomingMessage> {
  const socket = new WebSocket(`ws://${host}/v2/listen?${new URLSearchParams(query)}`, { headers });
  return new Promise((resolve, reject) => {
    socket.on("error", () => undefined);
    socket.on("open", () => reject(new Error("was accepted")));
    socket.on("unexpected-response", (_, res) => {
      resolve(res);
      socket.terminate();
    });
  });
}

async function said(text: string, silenceMs = 1000): Promise<Buffer> {
  const { pcm } = await speak(text, "rms");
  return Buffer.concat([
    Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength),
    Buffer.alloc(silenceMs * 32),
  ]);
}

describe("a refused upgrade", () => {
  it.each([
    ["an unknown model", { ...GOOD, model: "nova-3" }],
    ["no model", { encoding: "linear16", sample_rate: "16000" }],
    ["language", { ...GOOD, language: "en" }],
    ["interim_results", { ...GOOD, interim_results: "true" }],
    ["endpointing", { ...GOOD, endpointing: "300" }],
    ["vad_events", { ...GOOD, vad_events: "true" }],
    ["smart_format", { ...GOOD, smart_format: "true" }],
    ["punctuate", { ...GOOD, punctuate: "true" }],
    ["an encoding that does not exist", { ...GOOD, encoding: "linear17" }],
    ["no sample rate", { model: "flux-general-en", encoding: "linear16" }],
    ["a low eot_threshold", { ...GOOD, eot_threshold: "0.4" }],
    ["a high eot_threshold", { ...GOOD, eot_threshold: "0.95" }],
    ["a low eager_eot_threshold", { ...GOOD, eager_eot_threshold: "0.2" }],
    ["an eager_eot_threshold above the eot_threshold", { ...GOOD, eager_eot_threshold: "0.8" }],
    ["a short eot_timeout_ms", { ...GOOD, eot_timeout_ms: "400" }],
    ["a threshold that is no number", { ...GOOD, eot_threshold: "high" }],
    ["language_hint with the English model", { ...GOOD, language_hint: "es" }],
  ])("answers 400 with dg-error to %s", async (_, query) => {
    const response = await upgrade(query, { authorization: "Token k" });
    expect(response.statusCode).toBe(400);
    expect(response.headers["dg-error"]).toBeTruthy();
    expect(response.headers["dg-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("answers 401 without a key or with a bad one, through the SDK too", async () => {
    expect((await upgrade(GOOD, {})).statusCode).toBe(401);
    expect((await upgrade(GOOD, { authorization: "Token invalid" })).statusCode).toBe(401);
    const client = new DeepgramClient({ apiKey: "invalid-key", baseUrl: `http://${host}` });
    await expect(FluxClient.open(client, {})).rejects.toBeTruthy();
  });

  it.each([401, 402, 429])("answers %d once when that is planned", async (status) => {
    world.plan([{ provider: "deepgram", error: String(status), count: 1 }]);
    expect((await upgrade(GOOD, { authorization: "Token k" })).statusCode).toBe(status);
    (await open()).close();
  });
});

describe("a stream on /v2/listen", () => {
  it("says Connected at once and numbers its messages", async () => {
    const client = await open();
    client.send(await said("Hello?"));
    const messages = await client.until("EndOfTurn");
    expect(messages[0]).toMatchObject({ type: "Connected", sequence_id: 0 });
    expect(messages.map((m) => m.sequence_id)).toEqual(messages.map((_, i) => i));
    expect(new Set(messages.map((m) => m.request_id)).size).toBe(1);
    client.close();
  });

  it("tells turns from the audio, with the words' times and the time from the end of speech", async () => {
    world.latencies.sttEotMs = 260;
    const first = await said("Yes, speaking. Who is calling, please?", 900);
    const { words } = await speak("Yes, speaking. Who is calling, please?", "rms");
    const client = await open();
    client.send(first);
    client.send(await said("I am not interested."));
    const events = (await client.until("EndOfTurn", 2)).filter((m) => m.type === "TurnInfo");
    const ends = events.filter((m) => m.event === "EndOfTurn");
    expect(ends.map((m) => m.transcript)).toEqual([
      "Yes, speaking. Who is calling, please?",
      "I am not interested.",
    ]);
    expect(ends.map((m) => m.turn_index)).toEqual([0, 1]);
    expect(ends.map((m) => m.trigger)).toEqual(["model", "model"]);
    expect(ends[0]?.words?.map((w) => w.word)).toEqual(words.map((w) => w.word));
    ends[0]?.words?.forEach((w, i) => {
      expect(Math.abs(w.start - (words[i]?.startMs ?? 0) / 1000)).toBeLessThan(0.005);
    });
    const lastWordEnd = (words.at(-1)?.endMs ?? 0) / 1000;
    expect(ends[0]?.audio_window_end).toBeGreaterThan(lastWordEnd + 0.2);
    expect(ends[0]?.audio_window_end).toBeLessThan(lastWordEnd + 0.32);
    expect(ends[1]?.audio_window_start).toBe(ends[0]?.audio_window_end);
    const eager = events.filter((m) => m.event === "EagerEndOfTurn").at(-1);
    expect((ends[1]?.audio_window_end ?? 0) - (eager?.audio_window_end ?? 0)).toBeCloseTo(0.2, 1);
    expect(eager?.transcript).toBe(ends[1]?.transcript);
    client.close();
  });

  it("does not end a turn before its silence was received", async () => {
    const client = await open();
    client.send(await said("Hello?", 0));
    await client.until("StartOfTurn");
    client.configure({});
    expect((await client.until("ConfigureSuccess")).some((m) => m.event === "EndOfTurn")).toBe(false);
    client.send(Buffer.alloc(32_000));
    await client.until("EndOfTurn");
    client.close();
  });

  it("is configured anew, and says when it cannot be", async () => {
    const client = await open({ keyterm: ["Acme", "Flux"] });
    client.configure({ thresholds: { eot_threshold: 0.8 }, keyterms: ["a"] });
    expect((await client.until("ConfigureSuccess")).at(-1)).toMatchObject({
      thresholds: { eot_threshold: 0.8, eager_eot_threshold: 0.5, eot_timeout_ms: 5000 },
      keyterms: ["a"],
    });
    client.configure({ thresholds: { eot_threshold: 0.4 } });
    expect((await client.until("ConfigureFailure")).at(-1)?.sequence_id).toBe(2);
    client.close();
  });

  it("sends what it has and closes with 1000 on CloseStream", async () => {
    const client = await open();
    client.send(await said("Hello?", 0));
    client.closeStream();
    expect(await client.closed).toBe(1000);
    expect(client.messages.at(-1)).toMatchObject({ event: "Update", transcript: "Hello?" });
  });

  it.each([
    ["KeepAlive", '{"type":"KeepAlive"}'],
    ["ForceEndTurn", '{"type":"ForceEndTurn"}'],
    ["what is no JSON", "{nonsense"],
  ])("ends with an error on %s", async (_, text) => {
    const client = await open();
    client.sendText(text);
    expect((await client.until("Error")).at(-1)).toMatchObject({ code: "UNPARSABLE_CLIENT_MESSAGE" });
    expect(await client.closed).toBe(1008);
  });

  it("answers pings, and closes when neither audio nor a ping comes", async () => {
    const pinger = new WebSocket(`ws://${host}/v2/listen?${new URLSearchParams(GOOD)}`, {
      headers: { authorization: "Token k" },
    });
    await new Promise((resolve) => {
      pinger.on("open", () => pinger.ping());
      pinger.on("pong", resolve);
    });
    pinger.terminate();
    const impatient = createDeepgramSimulator(world, { idleTimeoutMs: 1 });
    const other = serveSimulators([impatient]);
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const idle = await FluxClient.open(new DeepgramClient({ apiKey: "k", baseUrl }), {});
    expect(await idle.closed).toBe(1011);
    await impatient.close();
    other.close();
  });

  it("hears nothing in audio that is damaged, and says that it cannot understand real voices", async () => {
    const random = mulberry32(3);
    const voice = Buffer.from(Int16Array.from({ length: 80_000 }, () => (random() - 0.5) * 6000).buffer);
    const client = await open();
    client.send(voice);
    expect((await client.until("Error")).at(-1)).toMatchObject({ code: "SANDBOX_CANNOT_RECOGNISE" });
    expect(client.messages.some((m) => m.transcript)).toBe(false);
    expect(await client.closed).toBe(1011);
  });

  it.each([
    ["close", 1011],
    ["error", 1011],
    ["terminate", 1006],
  ])("dies in mid-call when %s is planned, once", async (error, code) => {
    world.plan([{ provider: "deepgram", error, count: 1 }]);
    const client = await open();
    client.send(await said("Hello? Is anybody there?"));
    expect(await client.closed).toBe(code);
    expect(client.messages.some((m) => m.event === "EndOfTurn")).toBe(false);
    const next = await open();
    next.send(await said("Hello? Is anybody there?"));
    await next.until("EndOfTurn");
    next.close();
  });
});

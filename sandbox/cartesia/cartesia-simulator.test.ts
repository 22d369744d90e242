import type * as CartesiaSdk from "@cartesia/cartesia-js";
import { createRequire } from "node:module";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { serveSimulators, type Simulator } from "../simulator.ts";
import { Recogniser } from "../speech/recogniser.ts";
import { spokenCorpus } from "../speech/speak.ts";
import { World } from "../world.ts";
import { createCartesiaSimulator } from "./cartesia-simulator.ts";
import { TtsClient } from "./tts-client.fixture.ts";

// Its ESM build cannot find `ws`.
const { Cartesia } = createRequire(import.meta.url)("@cartesia/cartesia-js") as typeof CartesiaSdk;

const VOICE = "a0e99841-438c-4a64-b679-ae501e7d6091";
const RAW_16K = { container: "raw", encoding: "pcm_s16le", sample_rate: 16_000 } as const;
const REQUEST = {
  context_id: "turn-1",
  model_id: "sonic-3-2026-01-12",
  voice: VOICE,
  language: "en",
  output_format: RAW_16K,
  max_buffer_delay_ms: 0,
  add_timestamps: true,
};

const world = new World();
let simulator: Simulator;
let server: Server;
let host = "";

beforeAll(async () => {
  simulator = createCartesiaSimulator(world, { maxContexts: 3, realTimeFactor: 200 });
  server = serveSimulators([simulator]);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await simulator.close();
  server.close();
});
beforeEach(() => {
  world.reset();
  world.latencies.ttsFirstAudioMs = 0;
});

function open(version = "2026-08-14", key = "any-key"): Promise<TtsClient> {
  return TtsClient.open(`ws://${host}/tts/websocket`, {
    authorization: `Bearer ${key}`,
    "cartesia-version": version,
  });
}

function hear(pcm: Buffer): string {
  const recogniser = new Recogniser(spokenCorpus);
  recogniser.feed(pcm);
  return recogniser
    .words()
    .map((w) => w.word)
    .join(" ");
}

describe("the upgrade", () => {
  it.each([
    [401, "", { "cartesia-version": "2026-08-14" }],
    [401, "", { authorization: "Bearer invalid-key", "cartesia-version": "2026-08-14" }],
    [400, "", { authorization: "Bearer k" }],
    [400, "?cartesia_version=1999-01-01", { authorization: "Bearer k", "cartesia-version": "2026-08-14" }],
  ])("is refused with %d for %s %o", async (status, query, headers) => {
    const socket = new WebSocket(`ws://${host}/tts/websocket${query}`, { headers });
    const answer = await new Promise<number>((resolve, reject) => {
      socket.on("unexpected-response", (_, res) => resolve(res.statusCode ?? 0));
      socket.on("open", () => reject(new Error("was accepted")));
      socket.on("error", () => undefined);
    });
    expect(answer).toBe(status);
    socket.terminate();
  });

  it("takes key and version from the query, and the key from x-api-key", async () => {
    const byQuery = await TtsClient.open(
      `ws://${host}/tts/websocket?api_key=k&cartesia_version=2026-08-14`,
      {},
    );
    byQuery.close();
    const byHeader = await TtsClient.open(`ws://${host}/tts/websocket`, {
      "x-api-key": "k",
      "cartesia-version": "2025-04-16",
    });
    byHeader.close();
  });
});

describe("a context", () => {
  it("speaks what it was sent in order, verbatim joined, with a flush for each submission and times", async () => {
    const client = await open();
    client.send({ ...REQUEST, transcript: "Hello, ", continue: true });
    client.send({ ...REQUEST, transcript: "this is Mr. Smith speaking. How are", continue: true });
    client.send({ ...REQUEST, transcript: " you today?", continue: true });
    client.send({ ...REQUEST, transcript: "", continue: false });
    const events = await client.until("done");
    expect(hear(client.audio("turn-1"))).toBe("Hello, this is Mr. Smith speaking. How are you today?");
    const words = events.flatMap((e) => e.word_timestamps?.words ?? []);
    expect(words.join(" ")).toBe("Hello, this is Mr. Smith speaking. How are you today?");
    const starts = events.flatMap((e) => e.word_timestamps?.start ?? []);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts.at(-1)).toBeLessThan(client.audio("turn-1").length / 32_000);
    expect(events.filter((e) => e.type === "flush_done").map((e) => e.flush_id)).toEqual([1, 2, 3]);
    expect(events.at(-1)).toMatchObject({ type: "done", context_id: "turn-1", done: true, status_code: 206 });
    expect(events.every((e) => e.context_id === "turn-1")).toBe(true);
    client.close();
  });

  it("waits for the sentence when it may buffer, and joins words that come in pieces", async () => {
    const client = await open();
    const request = { ...REQUEST, max_buffer_delay_ms: 3000 };
    for (const piece of ["Good mor", "ning. I have", " a ques", "tion"])
      client.send({ ...request, transcript: piece, continue: true });
    client.send({ ...request, transcript: ".", continue: true, flush: true });
    await client.until("flush_done");
    client.send({ ...request, transcript: "", continue: false });
    await client.until("done");
    expect(hear(client.audio("turn-1"))).toBe("Good morning. I have a question.");
    client.close();
  });

  it("says only a little more after cancel, and no other context suffers", async () => {
    const client = await open();
    const long = "This is a rather long sentence which goes on and on, and it will be broken off. ".repeat(4);
    client.send({ ...REQUEST, transcript: long });
    await client.until("chunk");
    client.send({ context_id: "turn-1", cancel: true });
    client.send({ ...REQUEST, context_id: "turn-2", transcript: "Yes?" });
    await client.until("done", "turn-2");
    expect(hear(client.audio("turn-2"))).toBe("Yes?");
    expect(client.events.filter((e) => e.context_id === "turn-1" && e.type === "done")).toEqual([]);
    expect(client.audio("turn-1").length / 32_000).toBeLessThan(15);
    client.send({ ...REQUEST, transcript: "Late." });
    expect(await client.error()).toMatchObject({ status_code: 400, context_id: "turn-1" });
    client.close();
  });

  it("refuses inputs that differ from the first, but for text", async () => {
    const client = await open();
    client.send({ ...REQUEST, transcript: "One. ", continue: true });
    client.send({ ...REQUEST, model_id: "sonic-3.5", transcript: "Two. ", continue: true });
    expect(await client.error()).toMatchObject({ status_code: 400, error_code: "invalid_request" });
    client.close();
  });

  it.each([
    ["model_not_found", { model_id: "sonic-9" }],
    ["model_sunsetted", { model_id: "sonic-english" }],
    ["voice_not_found", { voice: "nobody" }],
    ["invalid_request", { voice: { mode: "id", id: VOICE } }],
    ["invalid_request", { output_format: { ...RAW_16K, container: "wav" } }],
    ["invalid_request", { output_format: { ...RAW_16K, sample_rate: 11_025 } }],
    ["invalid_request", { output_format: { ...RAW_16K, encoding: "opus" } }],
    ["invalid_request", { max_buffer_delay_ms: 9000 }],
    ["invalid_request", { generation_config: { speed: 3 } }],
    ["invalid_request", { transcript: 5 }],
  ])("answers %s to %o", async (code, change) => {
    const client = await open();
    client.send({ ...REQUEST, transcript: "Hello.", ...change });
    const error = await client.error();
    expect(error).toMatchObject({ type: "error", context_id: "turn-1", done: true, error_code: code });
    expect(error.request_id).toMatch(/^[0-9a-f-]{36}$/);
    client.close();
  });

  it("before 2026-08-14 wants the voice with its mode, and before 2026-03-01 answers in one sentence", async () => {
    const client = await open("2025-04-16");
    client.send({ ...REQUEST, transcript: "Hello." });
    const error = await client.error();
    expect(error.error).toMatch(/^Invalid request: voice/);
    expect(error.error_code).toBeUndefined();
    client.send({ ...REQUEST, context_id: "b", voice: { mode: "id", id: VOICE }, transcript: "Hello." });
    await client.until("done");
    expect(hear(client.audio("b"))).toBe("Hello.");
    client.close();
  });

  it("answers what is no JSON with an error and stays open", async () => {
    const client = await open();
    client.sendText("{nonsense");
    expect(await client.error()).toMatchObject({ status_code: 400 });
    client.close();
  });

  it("limits the active contexts of an account", async () => {
    const client = await open("2026-08-14", "small-account");
    for (const id of ["a", "b", "c", "d"])
      client.send({ ...REQUEST, context_id: id, transcript: "", continue: true });
    expect(await client.error()).toMatchObject({
      context_id: "d",
      status_code: 429,
      error_code: "concurrency_limited",
    });
    client.close();
  });

  it("speaks faster, louder and in other encodings when asked", async () => {
    const client = await open();
    const generation_config = { speed: 1.5, volume: 0.5 };
    client.send({ ...REQUEST, transcript: "I will call you again tomorrow." });
    client.send({
      ...REQUEST,
      context_id: "quick",
      generation_config,
      transcript: "I will call you again tomorrow.",
    });
    const output_format = { container: "raw", encoding: "pcm_mulaw", sample_rate: 8000 };
    client.send({
      ...REQUEST,
      context_id: "phone",
      output_format,
      transcript: "I will call you again tomorrow.",
    });
    for (const id of ["turn-1", "quick", "phone"]) await client.until("done", id);
    expect(client.audio("quick").length / client.audio("turn-1").length).toBeLessThan(0.8);
    expect(client.audio("phone").length / client.audio("turn-1").length).toBeCloseTo(0.25, 2);
    expect(hear(client.audio("quick"))).toBe("I will call you again tomorrow.");
    client.close();
  });

  it.each([
    ["error", "error"],
    ["429", "error"],
    ["drop", "close"],
  ])("fails once when %s is planned", async (fault, comes) => {
    world.plan([{ provider: "cartesia", error: fault, count: 1 }]);
    const client = await open();
    client.send({ ...REQUEST, transcript: "A sentence that is long enough to break in its middle." });
    if (comes === "close") await client.closed;
    else expect(await client.error()).toMatchObject({ done: true });
    expect(client.events.some((e) => e.type === "done")).toBe(false);
    client.close();
  });

  it("stalls without a word when told to, and the socket goes on for others", async () => {
    world.plan([{ provider: "cartesia", error: "stall", count: 1 }]);
    const client = await open();
    client.send({ ...REQUEST, transcript: "A sentence that is long enough to break in its middle." });
    await client.until("chunk");
    client.send({ ...REQUEST, context_id: "next", transcript: "Good." });
    await client.until("done", "next");
    expect(client.events.some((e) => e.context_id === "turn-1" && e.type === "done")).toBe(false);
    client.close();
  });
});

function client(apiKey = "k") {
  return new Cartesia({ apiKey, baseURL: `http://${host}`, maxRetries: 0 });
}

describe("REST, through the SDK", () => {
  it("lists voices page by page and finds one", async () => {
    const ids: string[] = [];
    for await (const voice of client().voices.list({ limit: 3 })) ids.push(voice.id);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids).toContain(VOICE);
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(await client().voices.get(VOICE)).toMatchObject({ id: VOICE, language: "en" });
    await expect(client().voices.get("nobody")).rejects.toMatchObject({ status: 404 });
  });

  it("refuses a bad key", async () => {
    await expect(client("invalid").voices.get(VOICE)).rejects.toMatchObject({ status: 401 });
  });

  it("makes a whole text into bytes", async () => {
    const response = await client().tts.generate({
      model_id: "sonic-3",
      transcript: "Hello there. Good bye.",
      voice: VOICE,
      output_format: RAW_16K,
    });
    expect(hear(Buffer.from(await response.arrayBuffer()))).toBe("Hello there. Good bye.");
    const wav = await client().tts.generate({
      model_id: "sonic-3",
      transcript: "Hello there. Good bye.",
      voice: VOICE,
      output_format: { ...RAW_16K, container: "wav" },
    });
    expect(hear(Buffer.from(await wav.arrayBuffer()).subarray(44))).toBe("Hello there. Good bye.");
    const sunset = { model_id: "sonic", transcript: "Hi.", voice: VOICE, output_format: RAW_16K };
    await expect(client().tts.generate(sunset)).rejects.toMatchObject({
      status: 400,
      error: { error_code: "model_sunsetted" },
    });
  });
});

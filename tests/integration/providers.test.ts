import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bytesToMs, FRAME_BYTES } from "#lib/audio/format";
import type { LlmEvent, LlmRequest } from "#lib/providers/llm/port";
import {
  checkProviders,
  createProviders,
  type Providers,
  type ProvidersConfig,
} from "#lib/providers/registry";
import type { SttEvent } from "#lib/providers/stt/port";
import type { CarrierEvent } from "#lib/providers/telephony/port";
import type { SpokenWord, TtsEvent } from "#lib/providers/tts/port";
import { createCartesiaSimulator } from "../../sandbox/cartesia/cartesia-simulator.ts";
import { createDeepgramSimulator } from "../../sandbox/deepgram/deepgram-simulator.ts";
import { createGroqSimulator } from "../../sandbox/groq/groq-simulator.ts";
import { serveSimulators, type Simulator } from "../../sandbox/simulator.ts";
import { closeSpeech, speak as synthesise } from "../../sandbox/speech/speak.ts";
import { createVonageSimulator } from "../../sandbox/vonage/vonage-simulator.ts";
import { World } from "../../sandbox/world.ts";
import { numberOf, words } from "../stack/sandbox.ts";

/** Every port's real client against the sandbox's side of the wire, in this process. */

const APPLICATION_ID = "6a8b3c1e-0d5f-4b7a-9c2d-1e3f5a7b9c0d";
const SIGNATURE_SECRET = "a signature secret of some length";
const KEYS = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const world = new World();
const simulators: Simulator[] = [
  createVonageSimulator(world, {
    applicationId: APPLICATION_ID,
    publicKeyPem: KEYS.publicKey,
    signatureSecret: SIGNATURE_SECRET,
    apiKey: "abcd1234",
  }),
  createDeepgramSimulator(world),
  createGroqSimulator(world),
  createCartesiaSimulator(world),
];
const sandbox = serveSimulators(simulators);
const webhooks: { authorization: string; raw: Buffer }[] = [];
const app = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", () => {
    webhooks.push({ authorization: req.headers.authorization ?? "", raw: Buffer.concat(chunks) });
    res.writeHead(200).end();
  });
});

let providers: Providers;
let config: ProvidersConfig;
let appUrl: string;

beforeAll(async () => {
  const url = await listen(sandbox);
  appUrl = await listen(app);
  config = {
    VONAGE_APPLICATION_ID: APPLICATION_ID,
    VONAGE_PRIVATE_KEY: KEYS.privateKey,
    VONAGE_SIGNATURE_SECRET: SIGNATURE_SECRET,
    VONAGE_API_KEY: "abcd1234",
    VONAGE_API_HOST: url,
    DEEPGRAM_API_KEY: "dg",
    DEEPGRAM_BASE_URL: url,
    GROQ_API_KEY: "gsk",
    GROQ_BASE_URL: url,
    GROQ_MODEL: "openai/gpt-oss-120b",
    CARTESIA_API_KEY: "car",
    CARTESIA_BASE_URL: url,
    CARTESIA_MODEL: "sonic-3-2026-01-12",
    CARTESIA_VOICE_ID: "a0e99841-438c-4a64-b679-ae501e7d6091",
  };
  providers = createProviders(config);
});
afterAll(async () => {
  providers.tts.close();
  await Promise.all(simulators.map((simulator) => simulator.close()));
  await closeSpeech();
  for (const server of [sandbox, app]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => world.reset());

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Said once before, so that a busy machine's synthesis is not taken for a silent provider. */
async function speak(text: string): Promise<{ pcm: Buffer; spoken: SpokenWord[] }> {
  const sentences = text.match(/[^.?!]+[.?!]*/g) ?? [];
  for (const part of [text, ...sentences, ...sentences.map((one) => one.trim())])
    await synthesise(part, "slt");
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const spoken: SpokenWord[] = [];
    const utterance = providers.tts.speak(
      { voiceId: null, language: "en", sampleRateHz: 16000 },
      (event: TtsEvent) => {
        if (event.type === "audio") chunks.push(event.pcm);
        if (event.type === "words") spoken.push(...event.words);
        if (event.type === "failed") reject(event.error);
        if (event.type === "done") resolve({ pcm: Buffer.concat(chunks), spoken });
      },
    );
    for (const piece of text.match(/\S+\s*/g) ?? []) utterance.push(piece);
    utterance.end();
  });
}

/** Sends audio and silence behind it, and gives the events up to the end of the turn. */
async function hear(pcm: Buffer): Promise<SttEvent[]> {
  const events: SttEvent[] = [];
  let ended: (() => void) | undefined;
  const turnOver = new Promise<void>((resolve) => (ended = resolve));
  const stream = await providers.stt.open(
    { language: "en", sampleRateHz: 16000, eagerEndOfTurnThreshold: 0.5 },
    (event) => {
      events.push(event);
      if (event.type === "end_of_turn" || event.type === "lost") ended?.();
    },
  );
  const audio = Buffer.concat([pcm, Buffer.alloc(FRAME_BYTES * 150)]);
  for (let at = 0; at < audio.length; at += FRAME_BYTES) stream.send(audio.subarray(at, at + FRAME_BYTES));
  await turnOver;
  stream.close();
  return events.slice(
    0,
    events.findIndex((event) => event.type === "end_of_turn" || event.type === "lost") + 1,
  );
}

async function think(request: LlmRequest): Promise<LlmEvent[]> {
  const events: LlmEvent[] = [];
  for await (const event of providers.llm.stream(request, new AbortController().signal)) events.push(event);
  return events;
}

const placeCall = (nn: string) =>
  providers.telephony.placeCall({
    to: numberOf(nn),
    from: "+14155550199",
    eventUrl: `${appUrl}/events`,
    socketUrl: `${appUrl.replace("http", "ws")}/ws/voice/1`,
    socketAuthorization: "Bearer t",
    ringTimeoutS: 15,
    maxDurationS: 60,
  });

describe("the providers and the sandbox", () => {
  it("believe each other", async () => {
    expect((await checkProviders(providers)).map(({ provider, fault }) => [provider, fault])).toEqual([
      ["vonage", null],
      ["deepgram", null],
      ["groq", null],
      ["cartesia", null],
    ]);
  });

  it("name the one whose key is refused", async () => {
    const wrong = createProviders({
      ...config,
      VONAGE_APPLICATION_ID: "another",
      DEEPGRAM_API_KEY: "invalid",
      GROQ_API_KEY: "invalid",
      CARTESIA_API_KEY: "invalid",
    });
    const checks = await checkProviders(wrong);
    expect(checks.map(({ fault }) => fault)).toEqual(Array(4).fill("refused_credentials"));
    wrong.tts.close();
  });

  it("are understood: what is spoken is heard, word for word", async () => {
    const text = "Hello, this is Mia from Bright Dental. Would Tuesday at ten be all right with you?";
    const { pcm, spoken } = await speak(text);
    expect(pcm.length % 2).toBe(0);
    expect(words(spoken.map((w) => w.word).join(" "))).toEqual(words(text));
    expect(spoken.at(-1)?.endMs).toBeLessThanOrEqual(bytesToMs(pcm.length) + 1);
    const events = await hear(pcm);
    const last = events.at(-1);
    expect(last).toMatchObject({ type: "end_of_turn" });
    expect(words(last?.type === "end_of_turn" ? last.transcript : "")).toEqual(words(text));
    expect(events.map((e) => e.type)).toContain("eager_end_of_turn");
  });

  it("think: a goal becomes a question, and a yes becomes an outcome", async () => {
    const tools = ["set_outcome", "end_call"].map((name) => ({
      name,
      description: name,
      parameters: { type: "object", properties: {} },
    }));
    const system = "You are Mia calling for Bright Dental.\nGoal: Confirm Tuesday at ten.\nLanguage: en";
    const messages: LlmRequest["messages"] = [
      { role: "system", content: system },
      { role: "user", content: "Hello?" },
    ];
    const first = await think({ messages, tools });
    const text = first.map((e) => (e.type === "text" ? e.text : "")).join("");
    expect(text).toMatch(/confirm Tuesday at ten.*\?$/);
    const second = await think({
      messages: [...messages, { role: "assistant", content: text }, { role: "user", content: "Yes, great." }],
      tools,
    });
    const called = second.flatMap((e) => (e.type === "tool_calls" ? e.calls.map((c) => c.name) : []));
    expect(called).toEqual(["set_outcome", "end_call"]);
    expect(second.at(-1)).toMatchObject({ type: "end", finishReason: "tool_calls" });
  });

  it.each([
    ["refused_credentials", "refused_credentials"],
    ["rate_limited", "rate_limited"],
    ["broken", "maybe_done"],
    ["reset", "maybe_done"],
  ])("a carrier's %s on placing a call is %s", async (error, fault) => {
    world.plan([{ provider: "vonage", error, count: 1 }]);
    await expect(placeCall("01")).rejects.toMatchObject({ provider: "vonage", fault });
  });

  it.each([
    ["drop", "broken"],
    ["stall", "timeout"],
    ["error", "broken"],
  ])("a voice's %s in mid-sentence is %s", async (error, fault) => {
    world.plan([{ provider: "cartesia", error, count: 1 }]);
    await expect(speak("This sentence will not come to its end, whatever happens.")).rejects.toMatchObject({
      provider: "cartesia",
      fault,
    });
  });

  it.each(["terminate", "error", "1011_close"])("a recogniser's %s is told once as lost", async (error) => {
    const { pcm } = await speak("Is anybody there?");
    world.plan([{ provider: "deepgram", error, count: 1 }]);
    const events = await hear(pcm);
    expect(events.filter((event) => event.type === "lost")).toMatchObject([
      { error: { provider: "deepgram" } },
    ]);
    expect(events.at(-1)?.type).toBe("lost");
  });

  it.each([
    ["stall", "timeout"],
    ["stall_mid_stream", "timeout"],
    ["cut", "broken"],
    ["error_mid_stream", "broken"],
    ["tool_use_failed", "broken"],
  ])("a model's %s is %s", async (error, fault) => {
    world.plan([{ provider: "groq", error, count: 1 }]);
    const asking = think({ messages: [{ role: "user", content: "Hello?" }] });
    await expect(asking).rejects.toMatchObject({ provider: "groq", fault, retryable: true });
  });

  it("fail as they say when the world does", async () => {
    world.plan([
      { provider: "groq", error: "429", count: 1 },
      { provider: "deepgram", error: "429", count: 1 },
    ]);
    await expect(think({ messages: [{ role: "user", content: "Hi" }] })).rejects.toMatchObject({
      fault: "rate_limited",
      retryAfterMs: 2000,
    });
    await expect(providers.stt.check()).rejects.toMatchObject({ fault: "rate_limited" });
  });

  it("tell the voices", async () => {
    const voices = await providers.tts.voices();
    expect(voices.map((voice) => voice.id)).toContain(config.CARTESIA_VOICE_ID);
  });

  it("place a call, whose signed events we believe and understand", async () => {
    const { carrierCallId } = await placeCall("01");
    const told = (): CarrierEvent[] =>
      webhooks
        .map(({ raw }) => providers.telephony.parseEvent(JSON.parse(raw.toString())))
        .filter((event) => event.carrierCallId === carrierCallId);
    await expect.poll(() => told().map((e) => e.status), { timeout: 30_000 }).toContain("completed");
    expect(new Set(told().map((e) => e.status))).toEqual(new Set(["started", "busy", "completed"]));
    for (const { authorization, raw } of webhooks) {
      await providers.telephony.verifyWebhook(authorization, raw);
      const changed = Buffer.concat([raw, Buffer.from(" ")]);
      await expect(providers.telephony.verifyWebhook(authorization, changed)).rejects.toMatchObject({
        code: "unauthenticated",
      });
    }
    expect(await providers.telephony.getCall(carrierCallId)).toMatchObject({ to: numberOf("01") });
    const now = Date.now();
    const listed = await providers.telephony.listCalls(new Date(now - 60_000), new Date(now + 60_000));
    expect(listed.map((call) => call.carrierCallId)).toContain(carrierCallId);
    expect(await providers.telephony.getCall("00000000-0000-4000-8000-000000000000")).toBeNull();
  });

  it("end a call although it is too early at first", async () => {
    const { carrierCallId } = await placeCall("02");
    await providers.telephony.hangUp(carrierCallId);
    await expect
      .poll(async () => (await providers.telephony.getCall(carrierCallId))?.status, {
        timeout: 20_000,
        interval: 300,
      })
      .toMatch(/completed|cancelled/);
    await providers.telephony.hangUp(carrierCallId);
  });
});

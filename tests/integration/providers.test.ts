import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bytesToMs, FRAME_BYTES } from "#lib/audio/format";
import type { Llm, LlmEvent, LlmRequest } from "#lib/providers/llm/port";
import { UsageMeter } from "#lib/domain/cost/usage-meter";
import { createFailover, type Fallbacks } from "#lib/providers/failover/for-call";
import type { ProviderFailover } from "#lib/providers/failover/candidate";
import {
  checkFallbacks,
  checkProviders,
  createFallbacks,
  createProviders,
  type Providers,
  type ProvidersConfig,
} from "#lib/providers/registry";
import type { Stt, SttEvent } from "#lib/providers/stt/port";
import type { CarrierEvent } from "#lib/providers/telephony/port";
import type { SpokenWord, Tts, TtsEvent } from "#lib/providers/tts/port";
import { MISHAPS } from "../../sandbox/callees/mishaps.ts";
import { createCartesiaSimulator } from "../../sandbox/cartesia/cartesia-simulator.ts";
import { createDeepgramSimulator } from "../../sandbox/deepgram/deepgram-simulator.ts";
import { createGroqSimulator } from "../../sandbox/groq/groq-simulator.ts";
import { serveSimulators, type Simulator } from "../../sandbox/simulator.ts";
import { speak as synthesise } from "../../sandbox/speech/speak.ts";
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
let fallbacks: Fallbacks;
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
    GROQ_FALLBACK_MODEL: "openai/gpt-oss-20b",
    GROQ_TRANSCRIPTION_MODEL: "whisper-large-v3-turbo",
    DEEPGRAM_VOICE: "aura-2-thalia-en",
    CARTESIA_API_KEY: "car",
    CARTESIA_BASE_URL: url,
    CARTESIA_MODEL: "sonic-3-2026-01-12",
    CARTESIA_VOICE_ID: "a0e99841-438c-4a64-b679-ae501e7d6091",
  };
  providers = createProviders(config);
  fallbacks = createFallbacks(config);
});
afterAll(async () => {
  providers.tts.close();
  await Promise.all(simulators.map((simulator) => simulator.close()));
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
async function speak(text: string, tts: Tts = providers.tts): Promise<{ pcm: Buffer; spoken: SpokenWord[] }> {
  const sentences = text.match(/[^.?!]+[.?!]*/g) ?? [];
  for (const part of [text, ...sentences, ...sentences.map((one) => one.trim())])
    await synthesise(part, "slt");
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const spoken: SpokenWord[] = [];
    const utterance = tts.speak({ voiceId: null, language: "en", sampleRateHz: 16000 }, (event: TtsEvent) => {
      if (event.type === "audio") chunks.push(event.pcm);
      if (event.type === "words") spoken.push(...event.words);
      if (event.type === "failed") reject(event.error);
      if (event.type === "done") resolve({ pcm: Buffer.concat(chunks), spoken });
    });
    for (const piece of text.match(/\S+\s*/g) ?? []) utterance.push(piece);
    utterance.end();
  });
}

/** Sends audio and silence behind it, and gives the events up to the end of the turn. */
async function hear(pcm: Buffer, stt: Stt = providers.stt, language = "en"): Promise<SttEvent[]> {
  const events: SttEvent[] = [];
  let ended: (() => void) | undefined;
  const turnOver = new Promise<void>((resolve) => (ended = resolve));
  const stream = await stt.open({ language, sampleRateHz: 16000, eagerEndOfTurnThreshold: 0.5 }, (event) => {
    events.push(event);
    if (event.type === "end_of_turn" || event.type === "lost") ended?.();
  });
  const audio = Buffer.concat([pcm, Buffer.alloc(FRAME_BYTES * 150)]);
  for (let at = 0; at < audio.length; at += FRAME_BYTES) stream.send(audio.subarray(at, at + FRAME_BYTES));
  await turnOver;
  stream.close();
  return events.slice(
    0,
    events.findIndex((event) => event.type === "end_of_turn" || event.type === "lost") + 1,
  );
}

async function think(request: LlmRequest, llm: Llm = providers.llm): Promise<LlmEvent[]> {
  const events: LlmEvent[] = [];
  for await (const event of llm.stream(request, new AbortController().signal)) events.push(event);
  return events;
}

const said = (events: SttEvent[]): string => {
  const last = events.at(-1);
  return last?.type === "end_of_turn" ? last.transcript : "";
};
const written = (events: LlmEvent[]): string =>
  events.map((event) => (event.type === "text" ? event.text : "")).join("");

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

describe("those that stand in", () => {
  it("believe us", async () => {
    expect((await checkFallbacks(fallbacks)).map(({ label, error }) => [label, error])).toEqual([
      ["groq whisper-large-v3-turbo", null],
      ["groq openai/gpt-oss-20b", null],
      ["deepgram aura-2-thalia-en", null],
    ]);
    const refused = createFallbacks({ ...config, GROQ_API_KEY: "invalid", DEEPGRAM_API_KEY: "invalid" });
    expect((await checkFallbacks(refused)).map(({ error }) => error?.fault)).toEqual(
      Array(3).fill("refused_credentials"),
    );
  });

  it("listen in a language that Flux has not, by Nova", async () => {
    const text = "Dzień dobry, kto mówi? Nie mam teraz czasu.";
    const events = await hear((await speak(text)).pcm, providers.stt, "pl");
    expect(said(events)).toBe(text);
    expect(events[0]?.type).toBe("start_of_turn");
  });

  it("listen in the campaign's language, by Flux", async () => {
    const text = "Hola, ¿quién habla?";
    expect(said(await hear((await speak(text)).pcm, providers.stt, "es"))).toBe(text);
  });

  it("hear word for word by Whisper, with the words' times, and interrupt before a long sentence ends", async () => {
    const [whisper] = fallbacks.stt;
    if (!whisper) throw new Error("no stand-in");
    const text = "Yes, speaking, but I would like to know how much it costs before we go on with this.";
    const events = await hear((await speak(text)).pcm, whisper.provider);
    expect(said(events)).toBe(text);
    const last = events.at(-1);
    const times = last?.type === "end_of_turn" ? last.words.map(({ endMs }) => endMs) : [];
    expect(times).toHaveLength(words(text).length);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("speak by Aura, whose words never end after its sound", async () => {
    const [aura] = fallbacks.tts;
    if (!aura) throw new Error("no stand-in");
    const text = "Good morning. Would Tuesday at ten be all right with you?";
    const { pcm, spoken } = await speak(text, aura.provider);
    expect(words(said(await hear(pcm)))).toEqual(words(text));
    expect(words(spoken.map(({ word }) => word).join(" "))).toEqual(words(text));
    expect(spoken.at(-1)?.endMs).toBeLessThanOrEqual(Math.round(bytesToMs(pcm.length)));
    expect((await aura.provider.voices()).map(({ language }) => language)).toContain("es");
  });

  it.each([
    ["429", "rate_limited"],
    ["cut", "broken"],
    ["stall", "timeout"],
  ])("say that Aura failed: %s is %s", async (error, fault) => {
    const [aura] = fallbacks.tts;
    if (!aura) throw new Error("no stand-in");
    world.plan([{ provider: "deepgram_speak", error, count: 1 }]);
    await expect(speak("This will not come to its end.", aura.provider)).rejects.toMatchObject({
      provider: "deepgram",
      fault,
    });
  });

  it("say that Whisper failed", async () => {
    const [whisper] = fallbacks.stt;
    if (!whisper) throw new Error("no stand-in");
    const { pcm } = await speak("Is anybody there?");
    world.plan([{ provider: "groq_transcribe", error: "429", count: 1 }]);
    expect(await hear(pcm, whisper.provider)).toMatchObject([
      { type: "lost", error: { provider: "groq", fault: "rate_limited" } },
    ]);
  });
});

describe("a call whose providers fail", () => {
  let told: ProviderFailover[];
  const call = () =>
    createFailover(providers, fallbacks)((failover) => told.push(failover), new UsageMeter());

  beforeEach(() => {
    told = [];
  });

  it("35: is understood by Whisper when no stream of Deepgram's lives through the sentence", async () => {
    const { pcm } = await speak(MISHAPS.hearing.says);
    expect(said(await hear(pcm, call().stt))).toBe(MISHAPS.hearing.says);
    expect(told).toMatchObject([{ service: "stt", from: "deepgram", to: "groq whisper-large-v3-turbo" }]);
  });

  it("goes on with Deepgram when one new stream is enough", async () => {
    const text = "Is anybody there?";
    const { pcm } = await speak(text);
    world.plan([{ provider: "deepgram", error: "1011_close", count: 1 }]);
    expect(said(await hear(pcm, call().stt))).toBe(text);
    expect(told).toEqual([]);
  });

  it("36: is answered by another model when the first stalls, and when it has no more to give", async () => {
    const messages: LlmRequest["messages"] = [
      { role: "system", content: "You are Mia calling for Bright Dental.\nGoal: Confirm Tuesday at ten." },
      { role: "user", content: MISHAPS.thinking.says },
    ];
    const { llm } = call();
    const first = written(await think({ messages }, llm));
    expect(first).toMatch(/confirm Tuesday at ten.*\?$/);
    const next = await think(
      {
        messages: [...messages, { role: "assistant", content: first }, { role: "user", content: "Yes." }],
      },
      llm,
    );
    expect(written(next)).toMatch(/goodbye/i);
    expect(told.map(({ fault, to }) => [fault, to])).toEqual([
      ["timeout", "groq openai/gpt-oss-20b"],
      ["rate_limited", "groq openai/gpt-oss-20b"],
    ]);
  });

  it.each(["stall_mid_stream", "cut", "error_mid_stream"])(
    "has its answer finished by another model after a %s, and nothing said twice",
    async (error) => {
      const request: LlmRequest = {
        messages: [
          {
            role: "system",
            content: "You are Mia calling for Bright Dental.\nGoal: Confirm Tuesday at ten.",
          },
          { role: "user", content: "Yes, speaking." },
        ],
      };
      const whole = written(await think(request));
      world.plan([{ provider: "groq", error, count: 1 }]);
      expect(written(await think(request, call().llm))).toBe(whole);
      expect(told).toHaveLength(1);
    },
  );

  it("37: is spoken to its end by another voice, no word lost and at most one said again", async () => {
    const text = "Of course, I will speak slowly and clearly. Would Tuesday at ten be all right?";
    const { pcm, spoken } = await speak(text, call().tts);
    expect(told).toMatchObject([{ service: "tts", from: "cartesia", to: "deepgram aura-2-thalia-en" }]);
    const timed = spoken.filter(({ endMs }) => endMs <= bytesToMs(pcm.length));
    expect(words(timed.map(({ word }) => word).join(" ")).join(" ")).toContain("tuesday at ten be all right");
    const heard = words(said(await hear(Buffer.concat([pcm, Buffer.alloc(32 * 200)]))));
    expect(heard.slice(-5)).toEqual(["at", "ten", "be", "all", "right"]);
  });
});

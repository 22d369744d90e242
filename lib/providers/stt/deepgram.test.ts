import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { until, WireDouble } from "../wire-double.fixture.ts";
import { createDeepgram } from "./deepgram.ts";
import { DeepgramStream, GROUP_BYTES } from "./deepgram-stream.ts";
import type { SttEvent, SttOptions } from "./port.ts";

const OPTIONS: SttOptions = { language: "en", sampleRateHz: 16000 };
let wire: WireDouble;
let events: SttEvent[];
const stt = () => createDeepgram({ apiKey: "dg-key", baseUrl: wire.baseUrl, connectTimeoutS: 2 });
const open = (options = OPTIONS) => stt().open(options, (event) => events.push(event));
const turn = (event: string, transcript: string) =>
  JSON.stringify({
    type: "TurnInfo",
    event,
    turn_index: 0,
    audio_window_start: 0,
    audio_window_end: 1.28,
    transcript,
    words: [{ word: "Hi", confidence: 1, start: 0.9, end: 1.1 }],
    end_of_turn_confidence: 0.5,
  });

beforeEach(async () => {
  wire = await WireDouble.open();
  events = [];
});
afterEach(() => wire.close());

describe("Flux", () => {
  it("asks for what Flux takes, with the key in the header", async () => {
    let asked: { url: URL; key: string | undefined } | null = null;
    wire.onSocket = (_socket, req) => {
      asked = { url: new URL(req.url ?? "", wire.baseUrl), key: req.headers.authorization };
    };
    const stream = await open({
      ...OPTIONS,
      keyterms: ["Acme Corp", "Mia"],
      endOfTurnThreshold: 0.8,
      eagerEndOfTurnThreshold: 0.5,
    });
    await until(() => asked !== null, "the socket was asked for");
    const { url, key } = asked as unknown as { url: URL; key: string };
    expect(url.pathname).toBe("/v2/listen");
    expect(key).toBe("Token dg-key");
    expect(url.searchParams.getAll("keyterm")).toEqual(["Acme Corp", "Mia"]);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      model: "flux-general-en",
      encoding: "linear16",
      sample_rate: "16000",
      eot_threshold: "0.8",
      eager_eot_threshold: "0.5",
    });
    stream.close();
  });

  it("groups audio by 80 ms and sends each byte once", async () => {
    const heard: Buffer[] = [];
    wire.onSocket = (socket) => socket.on("message", (data, binary) => binary && heard.push(data as Buffer));
    const stream = await open();
    const audio = Buffer.from(Array.from({ length: 640 * 9 }, (_, i) => i % 251));
    for (let at = 0; at < audio.length; at += 640) stream.send(audio.subarray(at, at + 640));
    await until(() => heard.length === 2, "two groups arrived");
    expect(heard.map((group) => group.length)).toEqual([GROUP_BYTES, GROUP_BYTES]);
    expect(Buffer.concat(heard).equals(audio.subarray(0, 2 * GROUP_BYTES))).toBe(true);
    stream.close();
  });

  it("tells turns once each, in milliseconds of audio", async () => {
    wire.onSocket = (socket) => {
      socket.send(JSON.stringify({ type: "Connected", request_id: "r", sequence_id: 0 }));
      for (const event of ["StartOfTurn", "Update", "EagerEndOfTurn", "TurnResumed", "EndOfTurn", "NewThing"])
        socket.send(turn(event, "Hi"));
      socket.send("not json");
    };
    const stream = await open();
    await until(() => events.length === 5, "five events came");
    expect(events.map((event) => event.type)).toEqual([
      "start_of_turn",
      "update",
      "eager_end_of_turn",
      "turn_resumed",
      "end_of_turn",
    ]);
    expect(events[4]).toEqual({
      type: "end_of_turn",
      transcript: "Hi",
      words: [{ word: "Hi", startMs: 900, endMs: 1100 }],
      audioEndMs: 1280,
    });
    stream.close();
  });

  it.each([
    [401, "refused_credentials"],
    [402, "refused_credentials"],
    [429, "rate_limited"],
    [400, "refused_request"],
    [503, "broken"],
  ])("refused with %i is %s", async (status, fault) => {
    wire.refuseUpgrade = status;
    await expect(open()).rejects.toMatchObject({ provider: "deepgram", fault });
    await expect(stt().check()).rejects.toMatchObject({ fault });
    expect(events).toEqual([]);
  });

  it("is unreachable when nobody listens", async () => {
    await wire.close();
    await expect(open()).rejects.toMatchObject({ fault: "unreachable" });
    wire = await WireDouble.open();
  });

  it.each([1000, 1011])(
    "is lost once when the server closes with %i, and does not come back by itself",
    async (code) => {
      wire.onSocket = (socket) => socket.once("message", () => socket.close(code));
      const stream = await open();
      stream.send(Buffer.alloc(GROUP_BYTES));
      await until(() => events.length > 0, "it was lost");
      stream.send(Buffer.alloc(GROUP_BYTES));
      stream.close();
      expect(events).toMatchObject([{ type: "lost", error: { fault: "broken" } }]);
      expect(wire.sockets).toHaveLength(1);
    },
  );

  it("is lost when the server says that it failed", async () => {
    wire.onSocket = (socket) =>
      socket.send(JSON.stringify({ type: "Error", sequence_id: 1, code: "INTERNAL", description: "oops" }));
    await open();
    await until(() => events.length > 0, "it was lost");
    expect(events).toMatchObject([{ type: "lost" }]);
  });

  it("says nothing more after it was closed", async () => {
    const texts: string[] = [];
    wire.onSocket = (socket) => {
      socket.on("message", (data) => {
        texts.push((data as Buffer).toString());
        socket.send(turn("EndOfTurn", "late"));
      });
    };
    const stream = await open();
    stream.close();
    await until(() => wire.sockets[0]?.readyState === 3, "the socket closed");
    expect(texts).toEqual(['{"type":"CloseStream"}']);
    expect(events).toEqual([]);
  });
});

describe("Nova", () => {
  const POLISH: SttOptions = { language: "pl", sampleRateHz: 16000, keyterms: ["Acme"] };

  it("is asked for what Nova takes where Flux has not the language", async () => {
    let asked: URL | null = null;
    wire.onSocket = (_socket, req) => {
      asked = new URL(req.url ?? "", wire.baseUrl);
    };
    const stream = await open({ ...POLISH, eagerEndOfTurnThreshold: 0.5 });
    await until(() => asked !== null, "the socket was asked for");
    const url = asked as unknown as URL;
    expect(url.pathname).toBe("/v1/listen");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      model: "nova-3",
      language: "pl",
      encoding: "linear16",
      sample_rate: "16000",
      interim_results: "true",
      utterance_end_ms: "1000",
      keyterm: "Acme",
    });
    expect(url.searchParams.has("eager_eot_threshold")).toBe(false);
    stream.close();
  });

  it("is lost when it closes or says that it failed, and refused as Flux is", async () => {
    wire.onSocket = (socket) => socket.once("message", () => socket.close(1011, "NET-0000"));
    const stream = await open(POLISH);
    stream.send(Buffer.alloc(GROUP_BYTES));
    await until(() => events.length > 0, "it was lost");
    expect(events).toMatchObject([{ type: "lost", error: { fault: "broken" } }]);
    wire.refuseUpgrade = 401;
    await expect(open(POLISH)).rejects.toMatchObject({ fault: "refused_credentials" });
  });
});

describe("a stream that has stopped answering", () => {
  let nowMs: number;
  const streamOf = () => {
    const sent: string[] = [];
    const stream = new DeepgramStream(
      {
        isOpen: () => true,
        send: () => void sent.push("audio"),
        keepAlive: () => void sent.push("keep_alive"),
        closeStream: () => void sent.push("close_stream"),
        close: () => void sent.push("close"),
      },
      () => ({ kind: "events", events: [] }),
      (event) => events.push(event),
      () => nowMs,
    );
    stream.opened();
    return { stream, sent };
  };
  const sendFor = (stream: DeepgramStream, ms: number, byte = 9): void => {
    vi.advanceTimersByTime(ms);
    nowMs += ms;
    stream.send(Buffer.alloc(GROUP_BYTES, byte));
  };

  beforeEach(() => {
    nowMs = 0;
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it("need say nothing of silence", () => {
    const { stream } = streamOf();
    for (let i = 0; i < 20; i++) sendFor(stream, 1000, 0);
    expect(events).toEqual([]);
  });

  it("is lost five seconds after speech of which it said nothing, not even that it was silence", () => {
    const { stream } = streamOf();
    for (let i = 0; i < 6; i++) sendFor(stream, 1000);
    expect(events).toEqual([]);
    sendFor(stream, 100);
    expect(events).toMatchObject([{ type: "lost", error: { fault: "timeout" } }]);
  });

  it("lives as long as anything comes", () => {
    const { stream } = streamOf();
    for (let i = 0; i < 20; i++) {
      sendFor(stream, 1000);
      if (i % 3 === 0) stream.received({ type: "whatever" });
    }
    expect(events).toEqual([]);
  });

  it("is kept alive while no audio goes, and such a pause is no silence of the other side", () => {
    const { stream, sent } = streamOf();
    sendFor(stream, 0);
    vi.advanceTimersByTime(0);
    for (let i = 0; i < 12; i++) {
      nowMs += 1000;
      vi.advanceTimersByTime(1000);
    }
    expect(sent.filter((one) => one === "keep_alive").length).toBeGreaterThanOrEqual(2);
    sendFor(stream, 100);
    expect(events).toEqual([]);
    stream.close();
  });
});

import type { WebSocket } from "ws";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { json, until, WireDouble } from "../wire-double.fixture.ts";
import { createCartesia } from "./cartesia.ts";
import type { Tts, TtsEvent } from "./port.ts";

interface Input {
  context_id: string;
  transcript?: string;
  continue?: boolean;
  cancel?: boolean;
  [field: string]: unknown;
}

let wire: WireDouble;
let tts: Tts;
let inputs: Input[];
let events: TtsEvent[];
let clockMs: number;
/** What the server does with an input; set by each test. */
let react: (input: Input, socket: WebSocket) => void;

beforeEach(async () => {
  wire = await WireDouble.open();
  inputs = [];
  events = [];
  clockMs = 0;
  react = () => undefined;
  wire.onSocket = (socket) =>
    socket.on("message", (data) => {
      const input = JSON.parse((data as Buffer).toString()) as Input;
      inputs.push(input);
      react(input, socket);
    });
  tts = createCartesia({
    apiKey: "sk_car_x",
    baseUrl: wire.baseUrl,
    model: "sonic-3-2026-01-12",
    voiceId: "voice-1",
    firstAudioMs: 400,
    nowMs: () => clockMs,
  });
});
afterEach(async () => {
  tts.close();
  await wire.close();
});

const speak = () => {
  const mine = events;
  return tts.speak({ voiceId: null, language: "en-US", sampleRateHz: 16000 }, (e) => mine.push(e));
};
const say = (socket: WebSocket, context_id: string, message: Record<string, unknown>) =>
  socket.send(JSON.stringify({ context_id, ...message }));
const chunk = (bytes: number[]) => ({
  type: "chunk",
  data: Buffer.from(bytes).toString("base64"),
  done: false,
});
const types = () => events.map((event) => event.type);
const audio = () => Buffer.concat(events.flatMap((event) => (event.type === "audio" ? [event.pcm] : [])));

/** Speaks each text as one sample per character, and ends when told to. */
const talker = (input: Input, socket: WebSocket): void => {
  if (input.cancel) return;
  if (input.transcript) {
    say(socket, input.context_id, chunk([...Buffer.from(input.transcript)].flatMap((byte) => [byte, 0])));
    say(socket, input.context_id, { type: "flush_done", flush_id: 1 });
  }
  if (input.continue === false) say(socket, input.context_id, { type: "done", done: true });
};
const heard = () =>
  [...audio()]
    .filter((_, i) => i % 2 === 0)
    .map((byte) => String.fromCharCode(byte))
    .join("");

describe("Cartesia", () => {
  it("speaks text as it comes, in order, on one context", async () => {
    react = talker;
    const utterance = speak();
    utterance.push("Hello, ");
    utterance.push("how are you?");
    utterance.end();
    await until(() => types().at(-1) === "done", "it was done");
    expect(heard()).toBe("Hello, how are you?");
    expect(inputs.map((i) => [i.transcript, i.continue])).toEqual([
      ["Hello, ", true],
      ["how are you?", true],
      ["", false],
    ]);
    expect(new Set(inputs.map((i) => i.context_id)).size).toBe(1);
    expect(inputs[0]).toMatchObject({
      model_id: "sonic-3-2026-01-12",
      voice: "voice-1",
      language: "en",
      output_format: { container: "raw", encoding: "pcm_s16le", sample_rate: 16000 },
      max_buffer_delay_ms: 0,
      add_timestamps: true,
    });
  });

  it("shares one socket between utterances and keeps them apart", async () => {
    react = talker;
    await tts.warm();
    const other: TtsEvent[] = [];
    const first = speak();
    const second = tts.speak({ voiceId: "voice-2", language: "en", sampleRateHz: 16000 }, (e) =>
      other.push(e),
    );
    first.push("a");
    second.push("bb");
    first.end();
    second.end();
    await until(() => types().includes("done") && other.some((e) => e.type === "done"), "both were done");
    expect(wire.sockets).toHaveLength(1);
    expect(heard()).toBe("a");
    expect(other.map((e) => (e.type === "audio" ? e.pcm.length : e.type))).toEqual([4, "done"]);
  });

  it("hands out whole samples and the words' times in milliseconds", async () => {
    react = (input, socket) => {
      if (!input.transcript) return;
      say(socket, input.context_id, chunk([1, 2, 3]));
      say(socket, input.context_id, {
        type: "timestamps",
        word_timestamps: { words: ["Hi"], start: [0.02], end: [0.42] },
      });
      say(socket, input.context_id, chunk([4, 5, 6, 7]));
    };
    speak().push("Hi");
    await until(() => types().filter((t) => t === "audio").length === 2, "both chunks came");
    expect(events).toEqual([
      { type: "audio", pcm: Buffer.from([1, 2]) },
      { type: "words", words: [{ word: "Hi", startMs: 20, endMs: 420 }] },
      { type: "audio", pcm: Buffer.from([3, 4, 5, 6]) },
    ]);
  });

  it("drops what comes after a cancel", async () => {
    react = (input, socket) => {
      if (input.transcript) say(socket, input.context_id, chunk([1, 2]));
      if (input.cancel) {
        say(socket, input.context_id, chunk([3, 4]));
        say(socket, input.context_id, { type: "done", done: true });
        say(socket, "fence", { type: "done" });
      }
    };
    const utterance = speak();
    utterance.push("Hello");
    await until(() => events.length === 1, "audio came");
    utterance.cancel();
    await until(() => inputs.some((i) => i.cancel), "the cancel arrived");
    react = talker;
    const next = speak();
    next.push("x");
    next.end();
    await until(() => types().includes("done"), "the next one was done");
    expect(audio()).toEqual(Buffer.from([1, 2, 120, 0]));
  });

  it("is done at once when there was nothing to say", () => {
    speak().end();
    expect(events).toEqual([{ type: "done" }]);
  });

  it("does not wait for a context that has said everything", async () => {
    react = (input, socket) => input.transcript && talker(input, socket);
    const utterance = speak();
    utterance.push("Hi");
    await until(() => types().includes("audio"), "audio came");
    await until(() => inputs.length === 1, "one input");
    // The flush_done is behind the audio; another round over the same socket puts it before us.
    const fence = speak();
    fence.push("y");
    await until(() => audio().length === 6, "the fence spoke");
    utterance.end();
    await until(() => types().includes("done"), "it was done");
  });

  it("begins a new context for text that comes late, and goes on counting the words' times", async () => {
    react = (input, socket) => {
      if (!input.transcript) return;
      say(socket, input.context_id, chunk(Array.from({ length: 640 }, () => 0)));
      say(socket, input.context_id, {
        type: "timestamps",
        word_timestamps: { words: [input.transcript], start: [0], end: [0.01] },
      });
    };
    const utterance = speak();
    utterance.push("one");
    await until(() => types().includes("words"), "the first words came");
    clockMs += 2000;
    utterance.push("two");
    await until(() => types().filter((t) => t === "words").length === 2, "the second words came");
    expect(new Set(inputs.filter((i) => i.transcript).map((i) => i.context_id)).size).toBe(2);
    expect(events.at(-1)).toEqual({ type: "words", words: [{ word: "two", startMs: 20, endMs: 30 }] });
  });

  it("fails when no audio comes in time", async () => {
    speak().push("Hello");
    await until(() => events.length > 0, "it failed");
    expect(events).toMatchObject([{ type: "failed", error: { fault: "timeout", retryable: true } }]);
  });

  it("says the text again on another socket when the first was lost before anything was heard", async () => {
    react = (_input, socket) => {
      react = talker;
      socket.terminate();
    };
    const utterance = speak();
    utterance.push("Hello");
    utterance.end();
    await until(() => events.length >= 2, "it spoke and was done");
    expect(types()).toEqual(["audio", "done"]);
    expect(heard()).toBe("Hello");
    expect(wire.sockets).toHaveLength(2);
  });

  it("fails when the socket is lost in the middle of a sentence", async () => {
    react = (input, socket) => {
      if (input.transcript) say(socket, input.context_id, chunk([1, 2]));
      else setImmediate(() => socket.terminate());
    };
    const utterance = speak();
    utterance.push("Hello");
    utterance.end();
    await until(() => types().includes("failed"), "it failed");
    expect(types()).toEqual(["audio", "failed"]);
  });

  it("passes the server's error on", async () => {
    react = (input, socket) =>
      say(socket, input.context_id, {
        type: "error",
        done: true,
        status_code: 429,
        title: "Too many",
        message: "x",
      });
    speak().push("Hello");
    await until(() => events.length > 0, "it failed");
    expect(events).toMatchObject([{ type: "failed", error: { fault: "rate_limited" } }]);
  });

  it.each([
    [401, "refused_credentials"],
    [429, "rate_limited"],
    [500, "broken"],
  ])("refused with %i is %s and takes nobody down", async (status, fault) => {
    wire.refuseUpgrade = status;
    await expect(tts.warm()).rejects.toMatchObject({ provider: "cartesia", fault });
    speak().push("Hello");
    await until(() => events.length > 0, "it failed");
    expect(events).toMatchObject([{ type: "failed", error: { fault } }]);
  });

  it("opens a successor before the server closes an old socket, and finishes what the old one began", async () => {
    react = (input, socket) => input.transcript === "new" && talker(input, socket);
    await tts.warm();
    const old = speak();
    old.push("old");
    await until(() => inputs.length === 1, "the old one was asked");
    clockMs += 4 * 60_000;
    await tts.warm();
    await until(() => wire.sockets.length === 2, "a successor was opened");
    clockMs += 60_000;
    await tts.warm();
    speak().push("new");
    await until(() => heard() === "new", "the new one spoke");
    expect(wire.sockets[0]?.readyState).toBe(1);
    const [first] = wire.sockets;
    if (first) talker(inputs[0] as Input, first);
    await until(() => heard() === "newold", "the old one spoke");
    old.end();
    await until(() => first?.readyState === 3, "the old socket was closed");
  });

  it("lists voices by the SDK", async () => {
    wire.onRequest = (res, { url }) =>
      url.pathname === "/voices"
        ? json(res, 200, {
            data: [{ id: "v1", name: "Ann", language: "en", description: "calm", access: "public" }],
            has_more: false,
          })
        : json(res, 404, {});
    expect(await tts.voices()).toEqual([{ id: "v1", name: "Ann", language: "en", description: "calm" }]);
    await tts.check();
    wire.onRequest = (res) => json(res, 401, { error_code: "unauthorized", title: "No", message: "No" });
    await expect(tts.check()).rejects.toMatchObject({ fault: "refused_credentials" });
  });
});

import { DeepgramClient } from "@deepgram/sdk";
import { EventEmitter } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { WebSocket } from "ws";
import { asBytes } from "#lib/audio/format";
import { MISHAPS } from "../callees/mishaps.ts";
import { serveSimulators, type Simulator } from "../simulator.ts";
import { speak, spokenCorpus } from "../speech/speak.ts";
import { World } from "../world.ts";
import { createDeepgramSimulator } from "./deepgram-simulator.ts";
import { NovaConnection } from "./nova-connection.ts";
import { parseNovaSettings } from "./nova-settings.ts";

interface NovaMessage {
  type: string;
  is_final?: boolean;
  speech_final?: boolean;
  from_finalize?: boolean;
  start?: number;
  duration?: number;
  last_word_end?: number;
  timestamp?: number;
  channel?: {
    alternatives: { transcript: string; words: { word: string; punctuated_word: string; start: number }[] }[];
  };
}

const world = new World();
let simulator: Simulator;
let server: Server;
let baseUrl = "";

beforeAll(async () => {
  simulator = createDeepgramSimulator(world);
  server = serveSimulators([simulator]);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await simulator.close();
  server.close();
});
beforeEach(() => world.reset());

/** A Nova stream through the SDK that keeps all messages. */
async function open(options: Record<string, unknown> = {}) {
  const client = new DeepgramClient({ apiKey: "any-key", baseUrl });
  const socket = await client.listen.v1.createConnection({
    model: "nova-3",
    encoding: "linear16",
    sample_rate: 16_000,
    interim_results: "true",
    endpointing: 300,
    utterance_end_ms: 1000,
    vad_events: "true",
    language: "es",
    reconnectAttempts: 0,
    ...options,
  });
  const messages: NovaMessage[] = [];
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on("close", ({ code, reason }) => resolve({ code, reason })),
  );
  socket.on("error", () => undefined);
  socket.on("message", (message) => messages.push(message as unknown as NovaMessage));
  socket.connect();
  await socket.waitForOpen();
  return { socket, messages, closed, all: () => closed.then(() => messages) };
}

async function said(text: string, silenceMs = 1500): Promise<Buffer> {
  const { pcm } = await speak(text, "rms");
  return Buffer.concat([asBytes(pcm), Buffer.alloc(silenceMs * 32)]);
}

const textOf = (message: NovaMessage): string =>
  message.type === "Results" ? (message.channel?.alternatives[0]?.transcript ?? "") : "";

describe("a stream on /v1/listen", () => {
  it("revises a window by interims, freezes it at the pause, and tells the utterance's end once", async () => {
    const audio = await said("Hola, ¿quién habla? No hablo mucho inglés, lo siento.");
    const { socket, all } = await open();
    socket.sendMedia(audio);
    socket.sendCloseStream({ type: "CloseStream" });
    const messages = await all();
    const results = messages.filter((m) => m.type === "Results");
    const finals = results.filter((m) => m.is_final);
    expect(finals.map(textOf).join(" ").trim()).toBe("Hola, ¿quién habla? No hablo mucho inglés, lo siento.");
    expect(results.some((m) => !m.is_final && textOf(m) !== "")).toBe(true);
    expect(finals.some((m) => m.speech_final && textOf(m) !== "")).toBe(true);
    const words = finals.flatMap((m) => m.channel?.alternatives[0]?.words ?? []);
    expect(words[0]).toMatchObject({ word: "hola", punctuated_word: "Hola," });
    expect(messages.filter((m) => m.type === "UtteranceEnd")).toHaveLength(1);
    expect(messages.filter((m) => m.type === "SpeechStarted").length).toBeGreaterThan(0);
    expect(messages.at(-1)?.type).toBe("Metadata");
    let from = 0;
    for (const { start, duration } of finals) {
      expect(start).toBeCloseTo(from, 5);
      from = (start ?? 0) + (duration ?? 0);
    }
  });

  it("gives what is left when asked to finalize, and closes with 1000 when asked to close", async () => {
    const { socket, messages, closed } = await open({ endpointing: "false" });
    socket.sendMedia(await said("Yes, speaking.", 200));
    socket.sendFinalize({ type: "Finalize" });
    await expect.poll(() => messages.find((m) => m.from_finalize)).toBeDefined();
    expect(textOf(messages.find((m) => m.from_finalize) as NovaMessage)).toBe("Yes, speaking.");
    socket.sendCloseStream({ type: "CloseStream" });
    expect((await closed).code).toBe(1000);
  });

  it("closes what it cannot read with 1008", async () => {
    const { socket, closed } = await open();
    socket.socket.send("not json");
    expect(await closed).toMatchObject({ code: 1008, reason: "DATA-0000" });
  });

  it.each([
    ["an unknown model", { model: "nova-9" }],
    ["a language that is none", { language: "espanol" }],
    ["utterance_end_ms without interims", { interim_results: "false" }],
    ["a short utterance_end_ms", { utterance_end_ms: 500 }],
    ["keyterm with nova-2", { model: "nova-2", keyterm: ["Acme"] }],
    ["a parameter of Flux", { eot_threshold: 0.7 }],
  ])("refuses %s", async (_, options) => {
    await expect(open(options)).rejects.toBeTruthy();
  });

  it("does not live through number 35's sentence, and knows nothing of who says it", async () => {
    const { socket, closed } = await open({ language: "en" });
    socket.sendMedia(await said(MISHAPS.hearing.says));
    expect((await closed).code).not.toBe(1000);
  });
});

describe("a stream on /v1/listen without audio", () => {
  /** The server's end of a socket, and nothing at the other. */
  class Socket extends EventEmitter {
    readonly OPEN = 1;
    readonly readyState = 1;
    readonly closes: [number, string][] = [];
    send(): void {}
    close(code: number, reason: string): void {
      this.closes.push([code, reason]);
    }
  }
  const KEEP_ALIVE = Buffer.from('{"type":"KeepAlive"}');
  let socket: Socket;

  beforeEach(() => {
    vi.useFakeTimers();
    socket = new Socket();
    NovaConnection.serve(
      socket as unknown as WebSocket,
      parseNovaSettings(new URLSearchParams({ model: "nova-3", encoding: "linear16", sample_rate: "16000" })),
      {
        requestId: "r",
        corpus: spokenCorpus,
        idleTimeoutMs: 10_000,
        unknownSpeechLimitMs: 4000,
        fault: null,
      },
    );
  });
  afterEach(() => vi.useRealTimers());

  it("closes after ten seconds, also when it is kept alive before the first of it", () => {
    vi.advanceTimersByTime(6000);
    socket.emit("message", KEEP_ALIVE, false);
    vi.advanceTimersByTime(3999);
    expect(socket.closes).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(socket.closes).toEqual([[1011, "NET-0001"]]);
  });

  it("stays open as long as it is kept alive behind the first of it", () => {
    socket.emit("message", Buffer.alloc(640), true);
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(9000);
      socket.emit("message", KEEP_ALIVE, false);
    }
    expect(socket.closes).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(socket.closes).toEqual([[1011, "NET-0001"]]);
  });
});

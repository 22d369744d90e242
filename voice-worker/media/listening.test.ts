import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { asBytes, FRAME_BYTES, FRAME_SAMPLES } from "#lib/audio/format";
import { listenerStream, MOST_WAITING_BYTES } from "./listener-stream.ts";
import { Listening, type ListenerSink, mixed } from "./listening.ts";

const frameOf = (value: number): Buffer => asBytes(new Int16Array(FRAME_SAMPLES).fill(value));

class Sink implements ListenerSink {
  readonly heard: number[] = [];
  hasEnded = false;
  frame(pcm: Buffer): void {
    this.heard.push(pcm.readInt16LE(0));
  }
  end(): void {
    this.hasEnded = true;
  }
}

describe("listening in", () => {
  it("gives both voices in one frame, and never turns a loud one over", () => {
    expect(mixed(frameOf(100), frameOf(23)).readInt16LE(FRAME_BYTES - 2)).toBe(123);
    expect(mixed(frameOf(30_000), frameOf(30_000)).readInt16LE(0)).toBe(32_767);
    expect(mixed(frameOf(-30_000), frameOf(-30_000)).readInt16LE(0)).toBe(-32_768);
    expect(mixed(frameOf(7), null)).toEqual(frameOf(7));
  });

  it("tells each listener of their own call alone, until they go or it ends", () => {
    const listening = new Listening();
    const [first, second, other] = [new Sink(), new Sink(), new Sink()];
    const stop = listening.add("a", () => first);
    listening.add("a", () => second);
    listening.add("b", () => other);
    listening.frame("a", frameOf(1), null);
    stop?.();
    listening.frame("a", frameOf(2), frameOf(3));
    listening.end("a");
    listening.frame("a", frameOf(9), null);
    expect([first.heard, second.heard, other.heard]).toEqual([[1], [1, 5], []]);
    expect([first.hasEnded, second.hasEnded, other.hasEnded]).toEqual([false, true, false]);
  });

  it("lets only so many listen to one call", () => {
    const listening = new Listening();
    const stops = Array.from({ length: 9 }, () => listening.add("a", () => new Sink()));
    expect(stops.map((stop) => stop !== null)).toEqual([...Array(8).fill(true), false]);
    stops[0]?.();
    expect(listening.add("a", () => new Sink())).not.toBeNull();
  });

  it("loses the frames that a slow listener does not take, and keeps no more than two seconds for them", async () => {
    let sink: ListenerSink | undefined;
    let answer: ServerResponse | undefined;
    const opened = Promise.withResolvers<void>();
    const server = createServer((_, response) => {
      sink = listenerStream(response);
      answer = response;
      opened.resolve();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const slow = await new Promise<IncomingMessage>((done) => get({ port, host: "127.0.0.1" }, done));
    await opened.promise;
    slow.pause();
    // Far more than the sockets themselves hold.
    const frames = 40_000;
    for (let n = 0; n < frames; n += 1) sink?.frame(frameOf(1));
    expect(answer?.writableLength).toBeLessThan(MOST_WAITING_BYTES + 2 * FRAME_BYTES);
    let bytes = 0;
    slow.on("data", (chunk: Buffer) => (bytes += chunk.length));
    const over = new Promise((done) => slow.on("end", done));
    slow.resume();
    sink?.end();
    await over;
    expect(bytes % FRAME_BYTES).toBe(0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(frames * FRAME_BYTES);
    server.closeAllConnections();
    server.close();
  });
});

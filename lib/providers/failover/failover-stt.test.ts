import { beforeEach, describe, expect, it } from "vitest";
import { FRAME_BYTES, FRAME_MS } from "#lib/audio/format";
import { UsageMeter } from "#lib/domain/cost/usage-meter";
import { ProviderError } from "../errors.ts";
import { FakeStt, type FakeSttStream } from "../stt/fake-stt.ts";
import type { SttEvent, SttStream } from "../stt/port.ts";
import { Candidate, type ProviderFailover } from "./candidate.ts";
import { failoverStt } from "./failover-stt.ts";

const LOST: SttEvent = { type: "lost", error: new ProviderError("deepgram", "broken") };
const REFUSED = new ProviderError("deepgram", "refused_credentials");
const DOWN = new ProviderError("deepgram", "unreachable");
let first: FakeStt;
let second: FakeStt;
let told: ProviderFailover[];
let meter: UsageMeter;
let events: SttEvent[];

beforeEach(() => {
  first = new FakeStt();
  second = new FakeStt();
  told = [];
  meter = new UsageMeter();
  events = [];
});

const ears = () =>
  failoverStt(
    [new Candidate("first", first, () => 0), new Candidate("second", second, () => 0)],
    (one) => told.push(one),
    meter,
  );
const open = (stt = ears()): Promise<SttStream> =>
  stt.open({ language: "en", sampleRateHz: 16000 }, (event) => events.push(event));
const streamOf = (stt: FakeStt, at: number): FakeSttStream => {
  const stream = stt.streams[at];
  if (!stream) throw new Error("it was not opened");
  return stream;
};
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Frames that tell their number, so that what is replayed can be recognised. */
let sent = 0;
function send(stream: SttStream, frames: number): void {
  for (let i = 0; i < frames; i++) stream.send(Buffer.alloc(FRAME_BYTES, sent++ % 256));
}
const heardBy = (stream: FakeSttStream): number[] => stream.received.map((frame) => frame[0] ?? -1);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

beforeEach(() => {
  sent = 0;
});

describe("recognisers that stand in for each other", () => {
  it("open a lost one again, and it hears again what was said since the last turn, on the call's clock", async () => {
    const stream = await open();
    send(stream, 50);
    streamOf(first, 0).hear("Hello", 600);
    send(stream, 10);
    streamOf(first, 0).emit(LOST);
    send(stream, 5);
    await settled();
    send(stream, 5);
    expect(heardBy(streamOf(first, 1))).toEqual(range(30, 70));
    streamOf(first, 1).emit({
      type: "end_of_turn",
      transcript: "Yes",
      words: [{ word: "Yes", startMs: 100, endMs: 300 }],
      audioEndMs: 400,
    });
    expect(events.at(-1)).toMatchObject({
      transcript: "Yes",
      words: [{ startMs: 30 * FRAME_MS + 100 }],
      audioEndMs: 30 * FRAME_MS + 400,
    });
    expect(second.streams).toHaveLength(0);
    expect(told).toEqual([]);
  });

  it("take the next after two tries, and stay with it for that call", async () => {
    const call = ears();
    const stream = await open(call);
    streamOf(first, 0).hear("Hello", 0);
    send(stream, 3);
    for (let i = 0; i < 3; i++) {
      streamOf(first, i).emit(LOST);
      await settled();
    }
    expect(first.streams).toHaveLength(3);
    expect(heardBy(streamOf(second, 0))).toEqual([0, 1, 2]);
    expect(told).toEqual([{ service: "stt", from: "first", to: "second", fault: "broken" }]);
    streamOf(second, 0).hear("Yes", 60);
    expect(events.at(-1)).toMatchObject({ type: "end_of_turn", transcript: "Yes" });
    expect(events.map((event) => event.type)).not.toContain("lost");
    await open(call);
    expect(second.streams).toHaveLength(2);
    await open();
    expect(first.streams).toHaveLength(4);
  });

  it("count the audio that each was sent, what is heard again too", async () => {
    second.model = "whisper";
    const call = ears();
    const stream = await open(call);
    send(stream, 5);
    for (let i = 0; i < 2; i++) {
      streamOf(first, i).emit(LOST);
      await settled();
    }
    send(stream, 1);
    expect(meter.total().stt).toEqual([
      { provider: "deepgram", model: "flux-general-en", audio_ms: 10 * FRAME_MS },
      { provider: "deepgram", model: "whisper", audio_ms: 6 * FRAME_MS },
    ]);
  });

  it("count tries anew once a turn was understood", async () => {
    await open();
    for (let i = 0; i < 4; i++) {
      streamOf(first, i).hear("Yes", 0);
      streamOf(first, i).emit(LOST);
      await settled();
    }
    expect(first.streams).toHaveLength(5);
    expect(second.streams).toHaveLength(0);
  });

  it("open the next when the first cannot be opened; a refused key is not tried twice", async () => {
    first.refusals.push(DOWN, DOWN);
    await open();
    expect(second.streams).toHaveLength(1);
    first.refusals.push(REFUSED);
    await open();
    expect(first.refusals).toHaveLength(0);
    expect(first.streams).toHaveLength(0);
    expect(second.streams).toHaveLength(2);
    expect(told.map(({ fault }) => fault)).toEqual(["unreachable", "refused_credentials"]);
  });

  it("reject when none can be opened, and are lost once when none is left", async () => {
    first.refusals.push(DOWN, DOWN);
    second.refusals.push(DOWN, DOWN);
    await expect(open()).rejects.toMatchObject({ fault: "unreachable" });
    await open();
    first.refusals.push(DOWN, DOWN);
    second.refusals.push(DOWN, DOWN);
    streamOf(first, 0).emit(LOST);
    await settled();
    expect(events.filter((event) => event.type === "lost")).toHaveLength(1);
  });

  it("take an eager end of turn back that the lost one had told", async () => {
    await open();
    const turn = { transcript: "Yes, I", words: [], audioEndMs: 100 };
    streamOf(first, 0).emit({ type: "start_of_turn", ...turn });
    streamOf(first, 0).emit({ type: "eager_end_of_turn", ...turn });
    streamOf(first, 0).emit({ type: "update", ...turn });
    streamOf(first, 0).emit(LOST);
    expect(events.at(-1)).toEqual({ type: "turn_resumed", ...turn });
    await settled();
    streamOf(first, 1).emit({ type: "eager_end_of_turn", ...turn });
    streamOf(first, 1).emit({ type: "end_of_turn", ...turn });
    streamOf(first, 1).emit(LOST);
    expect(events.map((event) => event.type)).toEqual([
      "start_of_turn",
      "eager_end_of_turn",
      "update",
      "turn_resumed",
      "eager_end_of_turn",
      "end_of_turn",
    ]);
  });

  it("replay ten seconds at most, and open nothing for a call that has ended", async () => {
    const stream = await open();
    send(stream, 600);
    streamOf(first, 0).emit(LOST);
    await settled();
    expect(streamOf(first, 1).received).toHaveLength(10_000 / FRAME_MS);
    streamOf(first, 1).emit(LOST);
    stream.close();
    await settled();
    expect([...first.streams, ...second.streams].filter((one) => !one.closed)).toEqual([]);
    expect(events).toEqual([]);
  });
});

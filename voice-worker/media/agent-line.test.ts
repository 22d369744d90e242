import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FRAME_BYTES } from "#lib/audio/format";
import { AgentLine } from "./agent-line.ts";

/** The carrier's end: keeps what was sent, in order. */
class Carrier {
  frames: Buffer[] = [];
  commands: { action: string; payload?: unknown }[] = [];
  sendFrames(frames: readonly Buffer[]): void {
    this.frames.push(...frames);
  }
  sendCommand(command: { action: "clear" } | { action: "notify"; payload: unknown }): void {
    this.commands.push(command);
  }
  get marks(): unknown[] {
    return this.commands.filter((command) => command.action === "notify").map((command) => command.payload);
  }
}

const audio = (ms: number, value = 1): Buffer => Buffer.alloc(ms * 32, value);
const ticks = (line: AgentLine, count: number): (Buffer | null)[] =>
  Array.from({ length: count }, () => line.tick());

const opened = () => {
  const carrier = new Carrier();
  const line = new AgentLine(carrier);
  line.begin(1);
  return { carrier, line };
};

describe("AgentLine", () => {
  it("sends exact frames at once, the last one filled up with silence, and a mark behind it", () => {
    const { carrier, line } = opened();
    line.write(audio(50));
    expect(carrier.frames).toHaveLength(2);
    line.end();
    expect(carrier.frames.map((frame) => frame.length)).toEqual([FRAME_BYTES, FRAME_BYTES, FRAME_BYTES]);
    expect(carrier.frames[2]?.subarray(320)).toEqual(Buffer.alloc(320));
    expect(carrier.marks).toEqual([
      { u: 1, f: 1, e: false },
      { u: 1, f: 3, e: true },
    ]);
    expect(line.writtenMs).toBe(60);
  });

  it("has been heard as far as frames of the carrier went by", () => {
    const { line } = opened();
    line.write(audio(100));
    expect(line.heardMs).toBe(0);
    expect(ticks(line, 3).every((frame) => frame !== null)).toBe(true);
    expect(line.heardMs).toBe(60);
    expect(ticks(line, 5).filter((frame) => frame !== null)).toHaveLength(2);
    expect(line.heardMs).toBe(100);
  });

  it("has what was played and not ticked when the call ends at once after the last mark", () => {
    const { carrier, line } = opened();
    line.write(audio(50, 7));
    line.end();
    ticks(line, 1);
    expect(line.playedUnticked()).toEqual([]);
    line.returned(carrier.marks.at(-1));
    expect(line.playedUnticked()).toEqual(carrier.frames.slice(1));
    ticks(line, 2);
    expect(line.playedUnticked()).toEqual([]);
  });

  it("believes a mark that comes back before the estimate", () => {
    const { carrier, line } = opened();
    line.write(audio(800));
    expect(line.returned(carrier.marks[1])).toBe(false);
    expect(line.heardMs).toBe(400);
  });

  it("does not run far ahead of a mark that has not come back", () => {
    const { line } = opened();
    line.write(audio(2000));
    ticks(line, 100);
    expect(line.heardMs).toBe(20 + 500);
  });

  it("says when all has been played, once the last mark is back", () => {
    const { carrier, line } = opened();
    line.write(audio(500));
    line.end();
    expect(carrier.marks.map((mark) => line.returned(mark))).toEqual([false, false, true]);
  });

  it("learns from a probe how long the way is, and plays so much later", () => {
    const { carrier, line } = opened();
    line.probe();
    ticks(line, 2);
    line.returned(carrier.marks[0]);
    line.write(audio(100));
    expect(ticks(line, 4).map((frame) => frame !== null)).toEqual([false, false, true, true]);
    expect(line.heardMs).toBe(40);
  });

  it("corrects itself by the mark behind the first frame", () => {
    const { carrier, line } = opened();
    line.write(audio(200));
    ticks(line, 3);
    // One frame was played when we had counted three.
    line.returned(carrier.marks[0]);
    expect(line.heardMs).toBe(20);
    ticks(line, 2);
    expect(line.heardMs).toBe(60);
    line.clear();
    line.begin(2);
    line.write(audio(100));
    expect(ticks(line, 3).map((frame) => frame !== null)).toEqual([false, false, true]);
  });

  it("forgets what a clear dropped, and ignores its late marks", () => {
    const { carrier, line } = opened();
    line.write(audio(1000));
    line.end();
    ticks(line, 10);
    const late = carrier.marks.at(-1);
    line.clear();
    expect(carrier.commands.at(-1)).toEqual({ action: "clear" });
    expect(line.tick()).toBeNull();
    expect(line.returned(late)).toBe(false);
    line.begin(2);
    line.write(audio(40, 2));
    expect(line.tick()?.[0]).toBe(2);
    expect(line.heardMs).toBe(20);
    expect(line.returned(late)).toBe(false);
  });

  it("keeps at most 20 s in flight and sends the rest as it is played", () => {
    const { carrier, line } = opened();
    line.write(audio(25_000));
    line.end();
    expect(carrier.frames).toHaveLength(1000);
    ticks(line, 100);
    expect(carrier.frames).toHaveLength(1100);
    ticks(line, 1150);
    expect(carrier.frames).toHaveLength(1250);
    expect(carrier.marks.at(-1)).toEqual({ u: 1, f: 1250, e: true });
  });

  it("does not count the end of the former utterance as heard of the next", () => {
    const { line } = opened();
    line.write(audio(100));
    line.begin(2);
    line.write(audio(100, 2));
    ticks(line, 6);
    expect(line.heardMs).toBe(20);
  });

  it("sends again to another socket what the lost one had not played, marks and all", () => {
    const { line } = opened();
    line.write(audio(400));
    line.end();
    ticks(line, 5);
    const other = new Carrier();
    line.reconnect(other);
    expect(other.frames).toHaveLength(15);
    expect(other.marks.slice(1)).toEqual([
      { u: 1, f: 1, e: false },
      { u: 1, f: 20, e: false },
      { u: 1, f: 20, e: true },
    ]);
    expect(ticks(line, 15).every((frame) => frame !== null)).toBe(true);
    expect(line.heardMs).toBe(400);
    expect(line.returned(other.marks.at(-1))).toBe(true);
  });

  it("does not send again what a mark says was played", () => {
    const { carrier, line } = opened();
    line.write(audio(800));
    line.end();
    ticks(line, 10);
    line.returned(carrier.marks[1]);
    const other = new Carrier();
    line.reconnect(other);
    expect(other.frames).toHaveLength(20);
    expect(line.heardMs).toBe(400);
  });

  it("loses nothing and says nothing twice, whenever the line is lost", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2000), fc.nat(6), fc.boolean()), { maxLength: 20 }), (steps) => {
        const { line } = opened();
        let number = 0;
        const heard: number[] = [];
        const hear = (count: number) => {
          for (const frame of ticks(line, count)) if (frame !== null) heard.push(frame[0] ?? 0);
        };
        for (const [bytes, pauses, isLost] of steps) {
          const frames = Math.ceil(bytes / FRAME_BYTES);
          const pcm = Buffer.concat(
            Array.from({ length: frames }, () => Buffer.alloc(FRAME_BYTES, (number += 1) % 251)),
          );
          line.write(pcm);
          hear(pauses);
          if (isLost) line.reconnect(new Carrier());
        }
        line.end();
        hear(4000);
        expect(heard).toEqual(Array.from({ length: number }, (_, i) => (i + 1) % 251));
      }),
      { numRuns: 100 },
    );
  });

  it("passes over marks that are none of ours", () => {
    const { line } = opened();
    for (const payload of [null, 5, "x", {}, { u: 1 }, { u: "1", f: 2 }])
      expect(line.returned(payload)).toBe(false);
  });

  it("plays every byte once and in order, whatever the pieces and the times", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3000), fc.nat(5)), { maxLength: 30 }), (steps) => {
        const { line } = opened();
        const heard: Buffer[] = [];
        const hear = (count: number) => {
          for (const frame of ticks(line, count)) if (frame !== null) heard.push(frame);
        };
        let next = 0;
        const written: Buffer[] = [];
        for (const [bytes, pauses] of steps) {
          const piece = Buffer.alloc(bytes).map(() => (next = (next + 1) % 251));
          written.push(Buffer.from(piece));
          line.write(Buffer.from(piece));
          hear(pauses);
        }
        line.end();
        hear(4000);
        const all = Buffer.concat(written);
        expect(Buffer.concat(heard).subarray(0, all.length).equals(all)).toBe(true);
        expect(heard.length).toBe(Math.ceil(all.length / FRAME_BYTES));
      }),
      { numRuns: 50 },
    );
  });
});

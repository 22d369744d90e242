import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clock } from "./clock.ts";
import { MAX_QUEUED_FRAMES, PlayQueue } from "./play-queue.ts";
import { RateWindow } from "./rate-window.ts";
import { Ticker } from "./ticker.ts";

/** A clock whose timers fire late, each by its own amount. */
class LateClock implements Clock {
  nowMs = 0;
  private pending: (() => void) | null = null;
  now(): number {
    return this.nowMs;
  }
  after(ms: number, run: () => void): () => void {
    this.dueMs = this.nowMs + Math.max(0, ms);
    this.pending = run;
    return () => (this.pending = null);
  }
  dueMs = 0;
  fire(lateMs: number): void {
    const run = this.pending;
    this.pending = null;
    this.nowMs = Math.max(this.nowMs, this.dueMs) + lateMs;
    run?.();
  }
}

describe("the beat", () => {
  it("has beaten once for each 20 ms, however late the timers are", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700), { minLength: 1, maxLength: 200 }), (lates) => {
        const clock = new LateClock();
        let beats = 0;
        const stop = new Ticker(clock).add(() => (beats += 1));
        for (const late of lates) {
          clock.fire(late);
          expect(beats).toBe(Math.floor(clock.nowMs / 20));
        }
        stop();
        clock.fire(1000);
        expect(beats).toBeLessThanOrEqual(Math.floor(clock.nowMs / 20));
      }),
    );
  });

  it("catches up with five seconds at most after the machine has slept", () => {
    const clock = new LateClock();
    let beats = 0;
    new Ticker(clock).add(() => (beats += 1));
    clock.fire(3_600_000);
    expect(beats).toBe(251);
    clock.fire(0);
    expect(beats).toBe(252);
  });

  it("goes on for those who stay when one leaves in the middle of it", () => {
    const clock = new LateClock();
    const ticker = new Ticker(clock);
    const beats = [0, 0];
    const stop = ticker.add(() => {
      beats[0] = (beats[0] ?? 0) + 1;
      stop();
    });
    ticker.add(() => (beats[1] = (beats[1] ?? 0) + 1));
    clock.fire(80);
    expect(beats).toEqual([1, 5]);
  });
});

describe("the account's window", () => {
  it("never lets more than the limit into any second, and refuses only then", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(600), { maxLength: 100 }),
        fc.integer({ min: 1, max: 5 }),
        (gaps, limit) => {
          const window = new RateWindow();
          const taken: number[] = [];
          let now = 0;
          for (const gap of gaps) {
            now += gap;
            const recent = taken.filter((at) => now - at < 1000).length;
            const isTaken = window.take(now, limit);
            expect(isTaken).toBe(recent < limit);
            if (isTaken) taken.push(now);
          }
        },
      ),
    );
  });
});

const frame = (i: number): Buffer => Buffer.from([i & 255, i >> 8]);
const isFrame = (entry: Buffer | number): entry is Buffer => typeof entry !== "number";

describe("the play queue", () => {
  type Step = "push" | "mark" | "next" | "clear";

  it("plays in order, gives marks back after all before them, and forgets both at a clear", () => {
    const steps = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constant<Step>("push") },
        { weight: 2, arbitrary: fc.constant<Step>("mark") },
        { weight: 5, arbitrary: fc.constant<Step>("next") },
        { weight: 1, arbitrary: fc.constant<Step>("clear") },
      ),
      { maxLength: 600 },
    );
    fc.assert(
      fc.property(steps, (steps) => {
        const queue = new PlayQueue();
        let expected: (Buffer | number)[] = [];
        steps.forEach((step, i) => {
          if (step === "push") {
            expect(queue.push(frame(i))).toBe(true);
            expected.push(frame(i));
          } else if (step === "mark") {
            queue.mark(i);
            expected.push(i);
          } else if (step === "clear") {
            expect(queue.clear()).toBe(expected.filter(isFrame).length);
            expected = [];
          } else {
            const marks: unknown[] = [];
            const played = queue.next((payload) => marks.push(payload));
            const cut = expected.findIndex(isFrame);
            const due = expected.splice(0, cut === -1 ? expected.length : cut + 1);
            expect([...marks, ...(played ? [played] : [])]).toEqual(due);
          }
          expect(queue.queuedFrames).toBe(expected.filter(isFrame).length);
        });
      }),
    );
  });

  it("is full at 3072 frames, and has room again when one was played", () => {
    const queue = new PlayQueue();
    for (let i = 0; i < MAX_QUEUED_FRAMES; i += 1) expect(queue.push(frame(i))).toBe(true);
    expect(queue.push(frame(1))).toBe(false);
    queue.next(() => undefined);
    expect(queue.push(frame(2))).toBe(true);
  });
});

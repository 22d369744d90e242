import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTryAt } from "./retry-schedule.ts";

const NOW = new Date("2026-11-26T12:00:00Z");
const HOUR_MS = 3_600_000;

function tries(random: () => number): Date[] {
  const all = [NOW];
  for (;;) {
    const last = all.at(-1) ?? NOW;
    const next = nextTryAt(all.length, last, random());
    if (next === null) return all;
    all.push(next);
  }
}

describe("a message that is not taken", () => {
  it("is tried at least ten times, over about a day, each wait longer than the one before", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (stream) => {
        const all = tries(() => stream.next().value);
        expect(all.length).toBeGreaterThanOrEqual(10);
        const lastsMs = (all.at(-1)?.getTime() ?? 0) - NOW.getTime();
        expect(lastsMs).toBeGreaterThanOrEqual(23 * HOUR_MS);
        expect(lastsMs).toBeLessThan(27 * HOUR_MS);
        const waits = all.slice(1).map((at, i) => at.getTime() - (all[i]?.getTime() ?? 0));
        expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });
});

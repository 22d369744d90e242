import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RequestAllowance } from "./request-allowance.ts";

describe("what a caller may ask", () => {
  it("is a burst, then so much a second, and the next caller's as much again", () => {
    let ms = 0;
    const allowance = new RequestAllowance({ burst: 3, perSecond: 0.5 }, () => ms);
    const take = (caller: string): number => allowance.take(caller);
    expect([take("a"), take("a"), take("a"), take("a"), take("b")]).toEqual([0, 0, 0, 2, 0]);
    ms = 1000;
    expect(take("a")).toBe(1);
    ms = 2000;
    expect([take("a"), take("a")]).toEqual([0, 2]);
    ms = 3_600_000;
    expect([take("a"), take("a"), take("a"), take("a")]).toEqual([0, 0, 0, 2]);
  });

  it("is never more than the burst and what has come in since, whenever it is asked", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 200 }), (waits) => {
        let ms = 0;
        let taken = 0;
        const allowance = new RequestAllowance({ burst: 5, perSecond: 2 }, () => ms);
        for (const wait of waits) {
          ms += wait;
          const later = allowance.take("a");
          if (later === 0) taken += 1;
          else {
            // Whoever waits as long as told is let in.
            expect(later).toBeGreaterThanOrEqual(1);
            ms += later * 1000;
            expect(allowance.take("a")).toBe(0);
            taken += 1;
          }
          expect(taken).toBeLessThanOrEqual(5 + (ms / 1000) * 2);
        }
      }),
    );
  });
});

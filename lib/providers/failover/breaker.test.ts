import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admit, BREAKER_DEFAULTS, CLOSED, failed, succeeded, type BreakerState } from "./breaker.ts";

const { failures, windowMs, openMs, longestMs, probeMs } = BREAKER_DEFAULTS;
const failTimes = (count: number, atMs: number, from: BreakerState = CLOSED): BreakerState =>
  Array.from({ length: count }).reduce<BreakerState>((state) => failed(state, atMs, false), from);

describe("a circuit breaker", () => {
  it("opens at the third failure in a row, and admits nobody until its time is over", () => {
    expect(admit(failTimes(failures - 1, 0), 0).admitted).toBe(true);
    const open = failTimes(failures, 0);
    expect(admit(open, 0).admitted).toBe(false);
    expect(admit(open, openMs - 1).admitted).toBe(false);
    expect(admit(open, openMs).admitted).toBe(true);
  });

  it("forgets failures that are long ago, and those before a success", () => {
    const long = failed(failTimes(failures - 1, 0), windowMs, false);
    expect(long.status).toBe("closed");
    expect(failTimes(failures - 1, 0, succeeded(failTimes(failures - 1, 0))).status).toBe("closed");
  });

  it("opens at once where asking again is of no use", () => {
    expect(failed(CLOSED, 0, true).status).toBe("open");
  });

  it("is probed by one at a time; a success closes it, a failure doubles the wait up to a minute", () => {
    let { state } = admit(failTimes(failures, 0), openMs);
    expect(state.status).toBe("half_open");
    expect(admit(state, openMs).admitted).toBe(false);
    expect(succeeded(state)).toEqual(CLOSED);
    let nowMs = openMs;
    let waitMs: number = openMs;
    for (let i = 0; i < 5; i++) {
      state = failed(state, nowMs, false);
      waitMs = Math.min(longestMs, waitMs * 2);
      expect(admit(state, nowMs + waitMs - 1).admitted).toBe(false);
      nowMs += waitMs;
      state = admit(state, nowMs).state;
      expect(state.status).toBe("half_open");
    }
    expect(waitMs).toBe(longestMs);
  });

  it("gives the place of a probe that never told how it went to another", () => {
    const { state } = admit(failTimes(failures, 0), openMs);
    expect(admit(state, openMs + probeMs - 1).admitted).toBe(false);
    expect(admit(state, openMs + probeMs).admitted).toBe(true);
  });

  it("is not closed by whoever was asked before it opened", () => {
    const open = failTimes(failures, 0);
    expect(succeeded(open)).toBe(open);
    expect(failed(open, 1, false)).toBe(open);
  });

  it("always admits somebody again within a minute and a probe, whatever happened", () => {
    const event = fc.record({
      afterMs: fc.integer({ min: 0, max: 20_000 }),
      what: fc.constantFrom("ask" as const, "ok" as const, "fail" as const, "refused" as const),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let state = CLOSED;
        let nowMs = 0;
        for (const { afterMs, what } of events) {
          nowMs += afterMs;
          if (what === "ask") state = admit(state, nowMs).state;
          else state = what === "ok" ? succeeded(state) : failed(state, nowMs, what === "refused");
        }
        expect(admit(state, nowMs + longestMs + probeMs).admitted).toBe(true);
      }),
    );
  });
});

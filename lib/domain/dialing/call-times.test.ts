import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SHIPPED_BOOK } from "#lib/domain/laws/law-book";
import { SHIPPED_LAWS } from "#lib/domain/laws/shipped-laws";
import { US_STATES } from "#lib/domain/places/us-states";
import { ZONES_BY_COUNTRY } from "#lib/domain/places/zones-by-country";
import { nextCallTime, whyClosed, type CallTimes } from "./call-times.ts";
import { localTime } from "./local-time.ts";

const zones = Object.values(ZONES_BY_COUNTRY).flatMap((text) => text.split(" "));
const places = [
  "unknown",
  "US",
  ...SHIPPED_LAWS.map((rule) => rule.place),
  ...US_STATES.map((s) => `US-${s}`),
];
const instants = fc.date({
  min: new Date("2026-01-01"),
  max: new Date("2029-12-31"),
  noInvalidDate: true,
});
const windowTimes = fc.record({
  time_window_start: fc.constantFrom("00:00", "07:10", "09:00", "12:00", "22:00"),
  time_window_end: fc.constantFrom("02:00", "13:05", "19:00", "24:00"),
  allowed_days: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
});
const someTimes: fc.Arbitrary<CallTimes> = fc
  .record({
    window: windowTimes,
    zones: fc.array(fc.constantFrom(...zones), { minLength: 1, maxLength: 3 }),
    places: fc.array(fc.constantFrom(...places), { maxLength: 2 }),
  })
  .map(({ window, zones, places }) => ({ window, zones, windowZones: zones, places }));

describe("the times at which a lead may be called", () => {
  it("are open in every candidate zone or not at all, and never at night", () => {
    fc.assert(
      fc.property(someTimes, instants, (times, at) => {
        if (whyClosed(times, SHIPPED_BOOK, at) !== null) return;
        for (const zone of times.zones) {
          const { minuteOfDay } = localTime(at, zone);
          if (times.places.length === 0) continue;
          expect(minuteOfDay).toBeGreaterThanOrEqual(8 * 60);
          expect(minuteOfDay).toBeLessThan(21.5 * 60);
        }
      }),
    );
  });

  it("open first at the moment that is named: open then, closed at each quarter before", () => {
    fc.assert(
      fc.property(someTimes, instants, (times, at) => {
        const next = nextCallTime(times, SHIPPED_BOOK, at);
        if (next === null) return;
        expect(whyClosed(times, SHIPPED_BOOK, next)).toBeNull();
        const quarter = 15 * 60_000;
        for (let t = at.getTime(); t < next.getTime(); t += 7 * quarter) {
          expect(whyClosed(times, SHIPPED_BOOK, new Date(t))).not.toBeNull();
        }
      }),
      { numRuns: 60 },
    );
  });

  it("find a moment for each single place and zone of the world in the default window", () => {
    const at = new Date("2026-12-24T20:00:00Z");
    const window = { time_window_start: "09:00", time_window_end: "19:00", allowed_days: [0, 1, 2, 3, 4] };
    for (const place of places) {
      const times = { window, windowZones: ["Europe/Paris"], zones: ["Europe/Paris"], places: [place] };
      expect(nextCallTime(times, SHIPPED_BOOK, at), place).not.toBeNull();
    }
  });

  it("follow the clock through both of its changes", () => {
    const window = {
      time_window_start: "00:00",
      time_window_end: "24:00",
      allowed_days: [0, 1, 2, 3, 4, 5, 6],
    };
    const times: CallTimes = { window, windowZones: [], zones: ["America/New_York"], places: ["US-NY"] };
    // Spring forward on 14 March 2027, back on 7 November: eight o'clock comes at 12 and at 13 UTC.
    expect(nextCallTime(times, SHIPPED_BOOK, new Date("2027-03-13T03:00:00Z"))).toEqual(
      new Date("2027-03-13T13:00:00Z"),
    );
    expect(nextCallTime(times, SHIPPED_BOOK, new Date("2027-03-14T03:00:00Z"))).toEqual(
      new Date("2027-03-14T12:00:00Z"),
    );
    expect(nextCallTime(times, SHIPPED_BOOK, new Date("2027-11-07T03:00:00Z"))).toEqual(
      new Date("2027-11-07T13:00:00Z"),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWindowOpen, nextOpening, zoneOfLead, type CallingWindow } from "./calling-window.ts";

const everyDay = [0, 1, 2, 3, 4, 5, 6];
const window = (start: string, end: string, days = everyDay): CallingWindow => ({
  time_window_start: start,
  time_window_end: end,
  allowed_days: days,
});

describe("the calling window", () => {
  it("opens at its start and closes at its end, to the minute", () => {
    const nine = window("09:00", "19:00");
    expect(isWindowOpen(nine, "UTC", new Date("2026-11-20T08:59:59.999Z"))).toBe(false);
    expect(isWindowOpen(nine, "UTC", new Date("2026-11-20T09:00:00Z"))).toBe(true);
    expect(isWindowOpen(nine, "UTC", new Date("2026-11-20T18:59:59.999Z"))).toBe(true);
    expect(isWindowOpen(nine, "UTC", new Date("2026-11-20T19:00:00Z"))).toBe(false);
  });

  it("counts 0 as Monday", () => {
    const monday = window("00:00", "24:00", [0]);
    expect(isWindowOpen(monday, "UTC", new Date("2026-11-23T12:00:00Z"))).toBe(true);
    expect(isWindowOpen(monday, "UTC", new Date("2026-11-22T12:00:00Z"))).toBe(false);
  });

  it("gives the night after an allowed day to that day", () => {
    const fridayNight = window("22:00", "02:00", [4]);
    expect(isWindowOpen(fridayNight, "UTC", new Date("2026-11-21T01:59:00Z"))).toBe(true);
    expect(isWindowOpen(fridayNight, "UTC", new Date("2026-11-21T02:00:00Z"))).toBe(false);
    expect(isWindowOpen(fridayNight, "UTC", new Date("2026-11-20T01:00:00Z"))).toBe(false);
    expect(isWindowOpen(fridayNight, "UTC", new Date("2026-11-21T22:30:00Z"))).toBe(false);
  });

  it("is always open from 00:00 to 24:00 and never from a time to itself", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        (at) => {
          expect(isWindowOpen(window("00:00", "24:00"), "America/New_York", at)).toBe(true);
          expect(isWindowOpen(window("09:00", "09:00"), "America/New_York", at)).toBe(false);
        },
      ),
    );
    expect(nextOpening(window("09:00", "09:00"), "UTC", new Date())).toBeNull();
  });

  it("stays closed in a zone that does not parse", () => {
    const at = new Date("2026-11-20T12:00:00Z");
    expect(isWindowOpen(window("00:00", "24:00"), "Mars/Olympus", at)).toBe(false);
    expect(nextOpening(window("00:00", "24:00"), "Mars/Olympus", at)).toBeNull();
  });

  it("opens at the jump when the clock skips its start in spring", () => {
    // New York, 8 March 2026: 02:00 EST becomes 03:00 EDT at 07:00Z.
    const early = window("02:30", "04:00");
    expect(nextOpening(early, "America/New_York", new Date("2026-03-08T06:30:00Z"))).toEqual(
      new Date("2026-03-08T07:00:00Z"),
    );
  });

  it("opens on the day of 23 hours, also when it is looked for late in the evening", () => {
    // 24 hours after 23:59 on 7 March it is 00:59 on the 9th.
    const notThatEvening = window("00:00", "24:00", [6]);
    expect(nextOpening(notThatEvening, "America/New_York", new Date("2026-03-07T04:59:00Z"))).toEqual(
      new Date("2026-03-08T05:00:00Z"),
    );
  });

  it("opens twice when the hour comes twice in autumn", () => {
    // New York, 1 November 2026: 02:00 EDT becomes 01:00 EST at 06:00Z.
    const twice = window("01:30", "02:00");
    const first = nextOpening(twice, "America/New_York", new Date("2026-11-01T05:00:00Z"));
    expect(first).toEqual(new Date("2026-11-01T05:30:00Z"));
    expect(nextOpening(twice, "America/New_York", new Date("2026-11-01T06:00:00Z"))).toEqual(
      new Date("2026-11-01T06:30:00Z"),
    );
  });

  it("finds the very minute that stepping through the minutes finds", () => {
    const zones = [
      "UTC",
      "America/New_York",
      "Europe/Paris",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "Pacific/Apia",
    ];
    const clock = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
    const nearChanges = fc.constantFrom(
      "2026-03-08",
      "2026-03-29",
      "2026-04-05",
      "2026-10-25",
      "2026-11-01",
      "2026-06-10",
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        clock,
        fc.oneof(clock, fc.constant("24:00")),
        fc.subarray(everyDay, { minLength: 4 }),
        nearChanges,
        fc.integer({ min: -1440, max: 1440 }),
        (zone, start, end, days, day, shift) => {
          const open = window(start, end, days);
          const at = new Date(Date.parse(`${day}T00:00:00Z`) + shift * 60_000);
          const found = nextOpening(open, zone, at);
          let stepped: number | null = null;
          for (let t = at.getTime(); t < at.getTime() + 5 * 86_400_000; t += 60_000) {
            if (isWindowOpen(open, zone, new Date(t))) {
              stepped = t;
              break;
            }
          }
          if (start === end) expect(found).toBeNull();
          else if (stepped !== null) expect(found?.getTime()).toBe(stepped);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("whose clock counts", () => {
  it("is the lead's own where it was given and is respected", () => {
    const calling = { timezone: "Europe/Paris", respect_lead_timezone: true };
    expect(zoneOfLead(calling, "America/Denver")).toBe("America/Denver");
    expect(zoneOfLead(calling, null)).toBe("Europe/Paris");
    expect(zoneOfLead({ ...calling, respect_lead_timezone: false }, "America/Denver")).toBe("Europe/Paris");
  });
});

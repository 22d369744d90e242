import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callingConfigSchema } from "#lib/domain/settings";
import { isWindowOpen } from "./calling-window.ts";
import { localTime } from "./local-time.ts";
import { partOfDay, planRetry, retryRowOf, type RetryQuestion, type RetryRow } from "./retry.ts";

const always = callingConfigSchema.parse({
  time_window_start: "00:00",
  time_window_end: "24:00",
  allowed_days: [0, 1, 2, 3, 4, 5, 6],
});
const office = callingConfigSchema.parse({}); // 09:00–19:00, Monday to Friday, UTC
const friday = new Date("2026-11-20T10:00:00Z");
const minutes = (from: Date, to: Date | null): number => ((to?.getTime() ?? NaN) - from.getTime()) / 60_000;

function ask(row: RetryRow, more: Partial<RetryQuestion> = {}): Date | null {
  return planRetry({
    row,
    timesSeen: 1,
    attemptedAt: friday,
    now: friday,
    calling: always,
    zone: "UTC",
    callbackAt: null,
    random: 0,
    ...more,
  });
}

describe("when to dial again", () => {
  it("waits 15 minutes after busy, then an hour each time", () => {
    expect(minutes(friday, ask("busy"))).toBe(15);
    expect(minutes(friday, ask("busy", { timesSeen: 2 }))).toBe(60);
    expect(minutes(friday, ask("busy", { timesSeen: 5 }))).toBe(60);
  });

  it("tries a failure again after 1, 5 and 15 minutes, spread by jitter, and then no more", () => {
    expect([1, 2, 3].map((timesSeen) => minutes(friday, ask("failed", { timesSeen })))).toEqual([1, 5, 15]);
    expect(minutes(friday, ask("failed", { random: 0.5 }))).toBeCloseTo(1.1);
    expect(ask("failed", { timesSeen: 4 })).toBeNull();
  });

  it("waits two hours and another part of the day after no answer", () => {
    const at = ask("no_answer", { calling: office });
    expect(at).toEqual(new Date("2026-11-20T12:00:00Z"));
    const late = new Date("2026-11-20T18:30:00Z");
    expect(ask("no_answer", { calling: office, attemptedAt: late, now: late })).toEqual(
      new Date("2026-11-23T09:00:00Z"),
    );
  });

  it("tries voicemail on the next day, in another part of it", () => {
    expect(ask("voicemail_no_message", { calling: office })).toEqual(new Date("2026-11-23T12:00:00Z"));
  });

  it("tries a rejection once, on the next day", () => {
    expect(ask("rejected", { calling: office })).toEqual(new Date("2026-11-23T09:00:00Z"));
    expect(ask("rejected", { timesSeen: 2 })).toBeNull();
  });

  it("calls back at the time asked for, inside the window", () => {
    const monday = new Date("2026-11-23T10:00:00Z");
    expect(ask("callback_requested", { calling: office, callbackAt: monday })).toEqual(monday);
    expect(
      ask("callback_requested", { calling: office, callbackAt: new Date("2026-11-22T10:00:00Z") }),
    ).toEqual(new Date("2026-11-23T09:00:00Z"));
  });

  it("lets a campaign's own waits replace the row", () => {
    const calling = { ...always, retry: { busy: { after_s: [30, 60] }, rejected: { after_s: [90, 120] } } };
    expect(minutes(friday, ask("busy", { calling }))).toBe(0.5);
    expect(minutes(friday, ask("rejected", { calling, timesSeen: 2 }))).toBe(2);
    expect(ask("rejected", { calling, timesSeen: 3 })).toBeNull();
  });

  it("never names a time outside the window, whatever came before", () => {
    const rows: RetryRow[] = [
      "busy",
      "no_answer",
      "voicemail_no_message",
      "rejected",
      "failed",
      "no_response",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true }),
        fc.constantFrom("UTC", "America/New_York", "Australia/Lord_Howe"),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (row, now, zone, random) => {
          const at = ask(row, { now, attemptedAt: now, calling: office, zone, random });
          expect(at !== null && at > now && isWindowOpen(office, zone, at)).toBe(true);
          if (row === "no_answer" && at) {
            expect(partOfDay(localTime(at, zone).minuteOfDay)).not.toBe(
              partOfDay(localTime(now, zone).minuteOfDay),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("what is retried at all", () => {
  it("is what has a row in the table", () => {
    expect(retryRowOf("busy", null)).toBe("busy");
    expect(retryRowOf("answered", "no_response")).toBe("no_response");
    for (const disposition of [
      "goal_achieved",
      "error",
      "hung_up",
      "wrong_number",
      "voicemail_left",
    ] as const) {
      expect(retryRowOf("answered", disposition)).toBeNull();
    }
    for (const result of ["invalid_number", "cancelled", "unknown"] as const) {
      expect(retryRowOf(result, null)).toBeNull();
    }
  });
});

import { describe, expect, it } from "vitest";
import { periodOf } from "./period.ts";

const NOW = new Date("2026-11-26T03:00:00Z");

describe("the days of a look back", () => {
  it("are the last thirty where nothing is said, by the clock that is meant", () => {
    expect(periodOf({ timezone: "UTC" }, NOW)).toEqual({
      from: "2026-10-28",
      to: "2026-11-26",
      timezone: "UTC",
    });
    expect(periodOf({ timezone: "America/New_York" }, NOW).to).toBe("2026-11-25");
  });

  it("end and begin where it is said", () => {
    const days = { from: "2025-12-01", to: "2026-11-30", timezone: "UTC" };
    expect(periodOf(days, NOW)).toEqual(days);
    expect(periodOf({ to: "2026-03-01", timezone: "UTC" }, NOW).from).toBe("2026-01-31");
  });

  it("neither run backwards nor are more than a year", () => {
    const backwards = { from: "2026-11-27", to: "2026-11-26", timezone: "UTC" };
    expect(() => periodOf(backwards, NOW)).toThrow(/after the last/);
    expect(() => periodOf({ from: "2025-11-25", timezone: "UTC" }, NOW)).toThrow(/366 days/);
  });
});

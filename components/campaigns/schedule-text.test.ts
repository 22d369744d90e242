import { describe, expect, it } from "vitest";
import { scheduleText } from "./schedule-text.ts";

const config = (fields: Partial<Parameters<typeof scheduleText>[0]>): Parameters<typeof scheduleText>[0] => ({
  time_window_start: "09:00",
  time_window_end: "19:00",
  allowed_days: [0, 1, 2, 3, 4],
  timezone: "Europe/Paris",
  ...fields,
});

describe("scheduleText", () => {
  it("writes days in a row as a range", () => {
    expect(scheduleText(config({}))).toBe("Mon–Fri, 09:00–19:00 Europe/Paris");
    expect(scheduleText(config({ allowed_days: [5, 0, 1, 2] }))).toBe(
      "Mon–Wed, Sat, 09:00–19:00 Europe/Paris",
    );
    expect(scheduleText(config({ allowed_days: [1, 2] }))).toBe("Tue, Wed, 09:00–19:00 Europe/Paris");
  });

  it("says so when no hour is left out", () => {
    const wholeDay = { time_window_start: "00:00", time_window_end: "24:00" };
    expect(scheduleText(config({ ...wholeDay, allowed_days: [0, 1, 2, 3, 4, 5, 6] }))).toBe("Always open");
    expect(scheduleText(config({ ...wholeDay, timezone: "America/New_York" }))).toBe(
      "Mon–Fri, all day America/New York",
    );
  });
});

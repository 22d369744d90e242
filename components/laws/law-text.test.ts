import { expect, it } from "vitest";
import { capsText, hoursText } from "./law-text.ts";

it.each([
  ["08:00-21:00", "08:00-21:00", "08:00-21:00", "Every day 08:00-21:00"],
  ["08:00-20:00", "08:00-20:00", "", "Mon–Sat 08:00-20:00 · Sun none"],
  ["10:00-13:00 14:00-20:00", "", "", "Mon–Fri 10:00-13:00, 14:00-20:00 · Sat, Sun none"],
  ["09:00-18:00", "10:00-17:00", "", "Mon–Fri 09:00-18:00 · Sat 10:00-17:00 · Sun none"],
])("a week of %s, %s and %s reads well", (weekdays, saturday, sunday, text) => {
  expect(hoursText({ weekdays, saturday, sunday })).toBe(text);
});

it("caps are told where there are some", () => {
  expect(capsText({ attempts_per_day: 3, attempts_per_30_days: 4 })).toBe("3 in 24 h, 4 in 30 days");
  expect(capsText({ attempts_per_day: null, attempts_per_30_days: 4 })).toBe("4 in 30 days");
  expect(capsText({ attempts_per_day: null, attempts_per_30_days: null })).toBeNull();
});

import { expect, it } from "vitest";
import { dialingRulesDraftFrom } from "./dialing-rules-draft.ts";

const draft = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return dialingRulesDraftFrom(form);
};

it("reads countries however they are parted, and takes nothing for everything", () => {
  const numbers = { attempts_per_day: "2", attempts_per_week: "4", min_gap_minutes: "0" };
  expect(draft({ ...numbers, allowed_countries: " us, CA;fr ", consent_waiver: " " })).toEqual({
    attempts_per_day: 2,
    attempts_per_week: 4,
    min_gap_minutes: 0,
    allowed_countries: ["us", "CA", "fr"],
    consent_waiver: null,
  });
  expect(draft(numbers)).toMatchObject({ allowed_countries: null });
  expect(draft({ ...numbers, attempts_per_day: "" }).attempts_per_day).toBeNaN();
});

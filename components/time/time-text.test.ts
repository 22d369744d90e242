import { describe, expect, it } from "vitest";
import { absoluteText, relativeText } from "./time-text.ts";

const now = Date.UTC(2026, 10, 20, 12);

describe("relativeText", () => {
  it("says how long ago in the largest whole unit", () => {
    expect(relativeText(now - 5_000, now)).toBe("just now");
    expect(relativeText(now - 61_000, now)).toBe("1 min. ago");
    expect(relativeText(now - 3 * 3_600_000, now)).toBe("3 hr. ago");
    expect(relativeText(now - 24 * 3_600_000, now)).toBe("yesterday");
  });

  it("says when something is still to come", () => {
    expect(relativeText(now + 20_000, now)).toBe("now");
    expect(relativeText(now + 16 * 60_000, now)).toBe("in 16 min.");
  });
});

describe("absoluteText", () => {
  it("names the zone when one is given", () => {
    expect(absoluteText(new Date(now), "UTC")).toBe("Nov 20, 12:00 UTC");
  });
});

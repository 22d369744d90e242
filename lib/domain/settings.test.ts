import { describe, expect, it } from "vitest";
import { isTimeZone } from "./settings.ts";

describe("isTimeZone", () => {
  it.each(["UTC", "Europe/Paris", "America/New_York"])("takes %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(["", "Paris", "+05:30", "-08:00", "Europe/Nowhere"])("refuses %j", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

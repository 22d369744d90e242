import { describe, expect, it } from "vitest";
import { formatBytes, formatClock, formatCounted, formatMs, formatShare, formatShort } from "./numbers.ts";

describe("formatClock", () => {
  it("pads seconds, and minutes only behind an hour", () => {
    expect(formatClock(0)).toBe("0:00");
    expect(formatClock(75.9)).toBe("1:15");
    expect(formatClock(3729)).toBe("1:02:09");
  });

  it("shows nothing below zero", () => {
    expect(formatClock(-3)).toBe("0:00");
  });
});

describe("formatShare", () => {
  it("does not round a little to nothing, nor nearly all to all", () => {
    expect(formatShare(0)).toBe("0%");
    expect(formatShare(0.004)).toBe("<1%");
    expect(formatShare(0.996)).toBe(">99%");
    expect(formatShare(1)).toBe("100%");
    expect(formatShare(0.425)).toBe("43%");
  });
});

describe("formatMs and formatBytes", () => {
  it("change the unit where the number gets long", () => {
    expect(formatMs(452.4)).toBe("452 ms");
    expect(formatMs(1840)).toBe("1.84 s");
    expect(formatBytes(900)).toBe("900 B");
    expect(formatBytes(4_812_345)).toBe("4.6 MB");
  });
});

describe("formatCounted", () => {
  it("says one of a thing in the singular, and none or more in the plural", () => {
    expect([0, 1, 1200].map((n) => formatCounted(n, "call"))).toEqual(["0 calls", "1 call", "1,200 calls"]);
    expect(formatCounted(2, "reply", "replies")).toBe("2 replies");
  });
});

describe("formatShort", () => {
  it("says a number in four characters at most", () => {
    expect([7, 96, 999, 1234, 12_345, 123_456].map(formatShort)).toEqual([
      "7",
      "96",
      "999",
      "1.2K",
      "12K",
      "120K",
    ]);
  });
});

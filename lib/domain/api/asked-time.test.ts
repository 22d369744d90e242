import { describe, expect, it } from "vitest";
import { analyticsQuerySchema } from "./analytics.ts";
import { callFilterSchema } from "./call.ts";

describe("what calls are asked for by", () => {
  it.each(["0000-01-01", "0001-01-02", "1969-12-31"])("refuses %s, of which there can be no call", (day) => {
    expect(callFilterSchema.safeParse({ from: `${day}T00:00:00Z` }).success).toBe(false);
    expect(callFilterSchema.safeParse({ to: `${day}T00:00:00Z` }).success).toBe(false);
    expect(analyticsQuerySchema.safeParse({ from: day, to: day }).success).toBe(false);
  });

  it("takes every later one", () => {
    expect(callFilterSchema.safeParse({ from: "1970-01-01T00:00:00Z" }).success).toBe(true);
    expect(analyticsQuerySchema.safeParse({ from: "2026-11-27", to: "9999-12-31" }).success).toBe(true);
  });
});

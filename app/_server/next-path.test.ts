import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path.ts";

describe("nextPath", () => {
  it("keeps a page of our own with its query", () => {
    expect(nextPath("/campaigns/1?tab=calls")).toBe("/campaigns/1?tab=calls");
  });

  it("goes home for anything else", () => {
    for (const wanted of [
      undefined,
      "",
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "/api/v1/x",
    ]) {
      expect(nextPath(wanted)).toBe("/overview");
    }
  });

  it("never leaves this site", () => {
    fc.assert(
      fc.property(fc.string(), (wanted) => {
        return new URL(nextPath(wanted), "https://talky.example").host === "talky.example";
      }),
    );
  });
});

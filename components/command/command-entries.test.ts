import { describe, expect, it } from "vitest";
import { matchesWords } from "./command-entries.ts";

describe("matchesWords", () => {
  it("finds by the beginnings of words, in any order", () => {
    expect(matchesWords("New campaign", "new ca")).toBe(true);
    expect(matchesWords("New campaign", "cam new")).toBe(true);
    expect(matchesWords("Do-not-call", "call")).toBe(true);
    expect(matchesWords("Épicerie Dupont", "épi")).toBe(true);
  });

  it("does not find by the middle of a word", () => {
    expect(matchesWords("New campaign", "paign")).toBe(false);
  });
});

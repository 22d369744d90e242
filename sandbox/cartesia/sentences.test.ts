import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "./sentences.ts";

describe("sentences", () => {
  it.each([
    ["Hello. How are you? I am", ["Hello. ", "How are you? "], "I am"],
    ["Ask Mr. Smith at 3 p.m. today.", [], "Ask Mr. Smith at 3 p.m. today."],
    ["It costs $29.95. ", ["It costs $29.95. "], ""],
    ['He said "no." Then left', ['He said "no." '], "Then left"],
    ["", [], ""],
  ])("of %j", (text, sentences, rest) => {
    expect(splitSentences(text)).toEqual({ sentences, rest });
  });

  it("joined are the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "B", ".", "?", " ", "\n", '"', "Mr") }), (text) => {
        const { sentences, rest } = splitSentences(text);
        expect([...sentences, rest].join("")).toBe(text);
      }),
    );
  });
});

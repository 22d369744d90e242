import { expect, it } from "vitest";
import { daysOf } from "./days-field.ts";
import { erasedSentence } from "./texts.ts";

it("reads days, nothing as for good, and nothing else", () => {
  expect([" 90 ", "", "  "].map(daysOf)).toEqual([90, null, null]);
  for (const text of ["-1", "1.5", "ninety", "99999"]) expect(daysOf(text), text).toBeUndefined();
});

it("tells what went", () => {
  expect(erasedSentence({ contacts: 1, calls: 0, recordings: 2 })).toBe(
    "Erased: 1 contact, 0 calls, 2 recordings.",
  );
});

import { describe, expect, it } from "vitest";
import { searchPatterns } from "./search-patterns.ts";

describe("searchPatterns", () => {
  it("asks for every word, and for `%` and `_` as themselves", () => {
    expect(searchPatterns(" Ada  LOVELACE ")).toEqual(["%ada%", "%lovelace%"]);
    expect(searchPatterns("50%_\\")).toEqual(["%50\\%\\_\\\\%"]);
    expect(searchPatterns("")).toEqual([]);
    expect(searchPatterns(undefined)).toEqual([]);
  });

  it("reads a number in any spelling as its digits", () => {
    expect(searchPatterns("(415) 555-0100")).toEqual(["%4155550100%"]);
    expect(searchPatterns("+1 415")).toEqual(["%1415%"]);
  });

  it("takes what is too short for a number as a word", () => {
    expect(searchPatterns("+1")).toEqual(["%+1%"]);
    expect(searchPatterns("suite 42")).toEqual(["%suite%", "%42%"]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { notHeard } from "./heard.ts";

describe("notHeard", () => {
  it("is what follows the last word that was heard", () => {
    expect(notHeard("Hi, this is Alex from", "Hi, this is Alex from Acme. Do you have a minute?")).toBe(
      "Acme. Do you have a minute?",
    );
  });

  it("does not stumble over punctuation at the cut", () => {
    expect(notHeard("Hi this is,", "Hi, this is Alex")).toBe("Alex");
    expect(notHeard("Do you have a minute", "Do you have a minute?")).toBe("");
  });

  it("is nothing when all was heard or nothing was generated", () => {
    expect(notHeard("Hello.", null)).toBe("");
    expect(notHeard("Hello.", "Hello.")).toBe("");
  });

  it("is everything when nothing was heard", () => {
    expect(notHeard("", "Are you still there?")).toBe("Are you still there?");
  });

  it("together with what was heard is what was generated", () => {
    const sentence = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(sentence, fc.nat(20), (all, cut) => {
        const heard = all.slice(0, cut).join(" ");
        return `${heard} ${notHeard(heard, all.join(" "))}`.trim() === all.join(" ");
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { pauseText } from "./pause-reason.ts";

describe("pauseText", () => {
  it("names the provider that refused, and what to do", () => {
    expect(pauseText("deepgram: credentials refused")).toBe(
      "Paused: Deepgram refuses our credentials. Put them right, then resume.",
    );
  });

  it("says how many calls failed", () => {
    expect(pauseText("calls failing: 3 of 5")).toContain("3 of 5 calls failed within two minutes");
  });

  it("writes a code as words, and says what a pause by hand means", () => {
    expect(pauseText("minutes_exhausted")).toBe("Paused: minutes exhausted.");
    expect(pauseText(null)).toContain("nobody new is called");
  });
});

import { expect, it } from "vitest";
import { costParts } from "./cost-parts.ts";

it("names what a call's cost is made of, and leaves out what cost nothing", () => {
  const cost = {
    total_micros: 34_900,
    telephony_micros: 13_900,
    stt_micros: 0,
    llm_micros: 1000,
    tts_micros: 20_000,
  };
  expect(costParts(cost)).toBe("line $0.0139 · thinking $0.001 · voice $0.02");
  expect(costParts({ ...cost, telephony_micros: 0, llm_micros: 0, tts_micros: 0 })).toBe("");
});

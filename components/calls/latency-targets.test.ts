import { describe, expect, it } from "vitest";
import { latencyView } from "./latency-targets.ts";

describe("latencyView", () => {
  it("marks what took longer than its target", () => {
    const view = latencyView({
      stt_ms: 301,
      llm_first_token_ms: 500,
      tts_first_audio_ms: 90,
      total_ms: 1001,
    });
    expect(view?.stages.map((s) => [s.name, s.isLate])).toEqual([
      ["stt", true],
      ["llm", false],
      ["tts", false],
    ]);
    expect(view?.isLate).toBe(true);
  });

  it("leaves a gap where nothing was measured", () => {
    const view = latencyView({ stt_ms: null, llm_first_token_ms: 0, total_ms: 420 });
    expect(view?.stages).toEqual([{ name: "llm", ms: 0, isLate: false }]);
    expect(latencyView({ speculative: true })).toBeNull();
    expect(latencyView(null)).toBeNull();
  });
});

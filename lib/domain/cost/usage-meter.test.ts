import { describe, expect, it } from "vitest";
import { UsageMeter } from "./usage-meter.ts";

describe("the meter of a call", () => {
  it("adds up what each provider was given, by its models", () => {
    const meter = new UsageMeter();
    for (let frame = 0; frame < 3; frame += 1) meter.heard("deepgram", "flux-general-en", 20.1);
    meter.heard("groq", "whisper-large-v3-turbo", 1000);
    meter.spoke("cartesia", "sonic-3", 12);
    meter.spoke("cartesia", "sonic-3", 8);
    expect(meter.total()).toEqual({
      stt: [
        { provider: "deepgram", model: "flux-general-en", audio_ms: 61 },
        { provider: "groq", model: "whisper-large-v3-turbo", audio_ms: 1000 },
      ],
      llm: [],
      tts: [{ provider: "cartesia", model: "sonic-3", characters: 20 }],
    });
  });

  it("takes the model's own count where it tells one", () => {
    const meter = new UsageMeter();
    const first = meter.asks("groq", "m", () => 4000);
    first.wrote(40);
    first.told(900, 60);
    meter.asks("groq", "m", () => 4000).told(100, 1);
    expect(meter.total().llm).toEqual([
      { provider: "groq", model: "m", input_tokens: 1000, output_tokens: 61 },
    ]);
  });

  it("reckons by characters what was given up before it was counted, or goes on still", () => {
    const meter = new UsageMeter();
    const asked = meter.asks("groq", "m", () => 4001);
    asked.wrote(10);
    asked.told(null, null);
    expect(meter.total().llm).toEqual([
      { provider: "groq", model: "m", input_tokens: 1001, output_tokens: 3 },
    ]);
  });

  it("counts nothing for a question that was refused, and what was written before it broke off", () => {
    const meter = new UsageMeter();
    meter.asks("groq", "m", () => 4000).failed();
    expect(meter.total().llm).toEqual([]);
    const broken = meter.asks("groq", "m", () => 40);
    broken.wrote(4);
    broken.failed();
    expect(meter.total().llm).toEqual([{ provider: "groq", model: "m", input_tokens: 10, output_tokens: 1 }]);
  });
});

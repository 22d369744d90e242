import { describe, expect, it } from "vitest";
import { encodeAudio } from "./encode-audio.ts";

const samples = Int16Array.from([0, 1000, -1000, 32_767, -32_768, 8, -8]);

describe("encoding", () => {
  it("leaves 16-bit samples as they are", () => {
    const bytes = encodeAudio(samples, "pcm_s16le", 16_000);
    expect(Array.from(samples, (_, i) => bytes.readInt16LE(i * 2))).toEqual([...samples]);
  });

  it("writes floats between -1 and 1", () => {
    const bytes = encodeAudio(samples, "pcm_f32le", 16_000);
    expect(bytes.readFloatLE(4)).toBeCloseTo(1000 / 32_768, 6);
    expect(bytes.readFloatLE(16)).toBe(-1);
  });

  // Values of ITU-T G.711's tables.
  it("writes µ-law and A-law as G.711 has them", () => {
    expect([...encodeAudio(samples, "pcm_mulaw", 16_000)]).toEqual([
      0xff, 0xce, 0x4e, 0x80, 0x00, 0xfe, 0x7e,
    ]);
    expect([...encodeAudio(samples, "pcm_alaw", 16_000)]).toEqual([0xd5, 0xfa, 0x7a, 0xaa, 0x2a, 0xd5, 0x55]);
  });

  it("changes the rate", () => {
    expect(encodeAudio(new Int16Array(1600), "pcm_s16le", 8000)).toHaveLength(1600);
    expect(encodeAudio(new Int16Array(1600), "pcm_mulaw", 24_000)).toHaveLength(2400);
  });
});

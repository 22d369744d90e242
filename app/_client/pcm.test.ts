import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loudness, PcmReader } from "./pcm.ts";

describe("a call's audio in the browser", () => {
  it("reads the same samples however the bytes are cut", () => {
    fc.assert(
      fc.property(fc.int16Array({ maxLength: 50 }), fc.array(fc.nat({ max: 7 })), (samples, cuts) => {
        const bytes = new Uint8Array(Int16Array.from(samples).buffer);
        const reader = new PcmReader();
        const found: number[] = [];
        let at = 0;
        for (const length of [...cuts, bytes.length]) {
          found.push(...reader.read(bytes.subarray(at, at + length)));
          at += length;
        }
        expect(found.map((sample) => Math.round(sample * 32_768))).toEqual([...samples]);
      }),
    );
  });

  it("tells how loud it is", () => {
    expect(loudness(new Float32Array(100))).toBe(0);
    expect(loudness(new Float32Array(0))).toBe(0);
    expect(loudness(new Float32Array(100).fill(1))).toBe(1);
    expect(loudness(new Float32Array(100).fill(0.03))).toBeGreaterThan(0.4);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wavPeaks } from "./wav-peaks.ts";

function wav(frames: [number, number][], channels = 2): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44 + frames.length * 4));
  const write = (at: number, text: string) => {
    for (let i = 0; i < text.length; i += 1) view.setUint8(at + i, text.codePointAt(i) ?? 0);
  };
  write(0, "RIFF");
  view.setUint32(4, 36 + frames.length * 4, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 16_000, true);
  view.setUint16(34, 16, true);
  write(36, "data");
  view.setUint32(40, frames.length * 4, true);
  frames.forEach(([left, right], i) => {
    view.setInt16(44 + i * 4, left, true);
    view.setInt16(46 + i * 4, right, true);
  });
  return view.buffer;
}

describe("wavPeaks", () => {
  it("keeps the voices apart and in time", () => {
    const quiet = Array.from({ length: 400 }, (): [number, number] => [0, 0]);
    const callee = Array.from({ length: 400 }, (): [number, number] => [16_384, 0]);
    const agent = Array.from({ length: 400 }, (): [number, number] => [0, -32_768]);
    expect(wavPeaks(wav([...quiet, ...callee, ...agent]), 3)).toEqual({
      callee: [0, 0.5, 0],
      agent: [0, 0, 1],
    });
  });

  it("refuses what it cannot draw", () => {
    expect(wavPeaks(new ArrayBuffer(0), 10)).toBeNull();
    expect(wavPeaks(wav([[1, 1]], 1), 10)).toBeNull();
    expect(wavPeaks(new TextEncoder().encode("not a sound at all").buffer, 10)).toBeNull();
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const file = new Uint8Array([...new Uint8Array(wav([])).slice(0, 36), ...bytes]).buffer;
        const peaks = wavPeaks(file, 8);
        return peaks === null || peaks.agent.every((p) => p >= 0 && p <= 1);
      }),
    );
  });
});

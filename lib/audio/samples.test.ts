import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asBytes, asSamples, bytesToMs, FRAME_BYTES, FRAME_MS, msToBytes } from "./format.ts";
import { resample } from "./resample.ts";
import { interleaveStereo, splitStereo } from "./stereo.ts";

const samples = fc.int16Array({ maxLength: 400 });

function sine(hz: number, sampleRateHz: number, seconds = 0.5): Int16Array {
  return Int16Array.from({ length: sampleRateHz * seconds }, (_, i) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * hz * i) / sampleRateHz)),
  );
}

function rms(track: Int16Array): number {
  return Math.sqrt(track.reduce((sum, s) => sum + s * s, 0) / track.length);
}

describe("units", () => {
  it("has frames of 640 bytes that last 20 ms", () => {
    expect(FRAME_BYTES).toBe(640);
    expect(bytesToMs(FRAME_BYTES)).toBe(FRAME_MS);
    expect(msToBytes(FRAME_MS)).toBe(FRAME_BYTES);
  });

  it("views bytes as samples and back, at any address", () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 0, max: 3 }), (track, shift) => {
        const room = Buffer.alloc(track.byteLength + 4);
        room.set(asBytes(track), shift);
        expect(asSamples(room.subarray(shift, shift + track.byteLength))).toEqual(Int16Array.from(track));
      }),
    );
  });
});

describe("stereo", () => {
  it("keeps both tracks, the shorter one filled with silence", () => {
    fc.assert(
      fc.property(samples, samples, (left, right) => {
        const both = splitStereo(interleaveStereo(left, right));
        expect(both.left.length).toBe(Math.max(left.length, right.length));
        expect([...both.left.subarray(0, left.length)]).toEqual([...left]);
        expect([...both.right.subarray(0, right.length)]).toEqual([...right]);
        expect(both.left.subarray(left.length).every((s) => s === 0)).toBe(true);
        expect(both.right.subarray(right.length).every((s) => s === 0)).toBe(true);
      }),
    );
  });
});

describe("resample", () => {
  it.each([
    [8000, 16000],
    [16000, 8000],
    [24000, 16000],
    [44100, 16000],
  ])("keeps a 440 Hz tone from %i to %i Hz", (fromHz, toHz) => {
    const made = resample(sine(440, fromHz), fromHz, toHz);
    const ideal = sine(440, toHz);
    expect(Math.abs(made.length - ideal.length)).toBeLessThanOrEqual(1);
    const error = made.subarray(200, ideal.length - 200).map((s, i) => s - (ideal[i + 200] ?? 0));
    expect(rms(error)).toBeLessThan(rms(ideal) * 0.01);
  });

  it("cuts what the lower rate cannot carry", () => {
    expect(rms(resample(sine(6000, 16000), 16000, 8000))).toBeLessThan(200);
  });

  it("keeps the level of a steady signal up to the ends' filter width", () => {
    const flat = resample(new Int16Array(4000).fill(1000), 16000, 8000);
    expect(flat.subarray(20, -20).every((s) => Math.abs(s - 1000) <= 1)).toBe(true);
  });
});

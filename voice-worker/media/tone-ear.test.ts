import { describe, expect, it } from "vitest";
import { asBytes, FRAME_BYTES, FRAME_SAMPLES, SAMPLE_RATE_HZ } from "#lib/audio/format";
import { ToneEar, type Tone } from "./tone-ear.ts";

type Wave = (seconds: number) => number;
const sine =
  (hz: number, amplitude = 8000): Wave =>
  (seconds) =>
    amplitude * Math.sin(2 * Math.PI * hz * seconds);
const mixed =
  (...waves: Wave[]): Wave =>
  (seconds) =>
    waves.reduce((sum, wave) => sum + wave(seconds), 0);
/** The same each time, and without a tone in it. */
const noise =
  (amplitude: number): Wave =>
  (seconds) =>
    amplitude * Math.sin(Math.sin(seconds * 912_343.7) * 43_758.5453);

function hears(...parts: [wave: Wave, ms: number][]): Tone[] {
  const ear = new ToneEar();
  const tones: Tone[] = [];
  let at = 0;
  for (const [wave, ms] of [...parts, [() => 0, 100] as [Wave, number]]) {
    const samples = Int16Array.from({ length: (ms * SAMPLE_RATE_HZ) / 1000 }, (_, i) =>
      Math.round(wave((at + i) / SAMPLE_RATE_HZ)),
    );
    at += samples.length;
    const bytes = asBytes(samples);
    for (let from = 0; from + FRAME_BYTES <= bytes.length; from += FRAME_BYTES) {
      const tone = ear.hear(Buffer.from(bytes.subarray(from, from + FRAME_BYTES)));
      if (tone !== null) tones.push(tone);
    }
  }
  return tones;
}

describe("ToneEar", () => {
  it.each([400, 440, 1000, 1400, 1850])("hears a beep of %d Hz, once and when it is over", (hz) => {
    expect(hears([noise(1500), 500], [sine(hz), 400])).toEqual(["beep"]);
    expect(hears([sine(hz), 5000])).toEqual(["beep"]);
  });

  it("hears it over a noisy line", () => {
    expect(hears([mixed(sine(1000), noise(800)), 300])).toEqual(["beep"]);
  });

  it("tells a fax by its tone, after a second of it", () => {
    expect(hears([sine(2100), 3000])).toEqual(["fax"]);
    expect(hears([sine(2100), 600])).toEqual([]);
  });

  it.each<[string, Wave, number]>([
    ["a click", sine(1000), 60],
    ["two keys' tones at once", mixed(sine(697), sine(1209)), 400],
    ["a ringing tone", mixed(sine(440), sine(480)), 2000],
    ["a voice's harmonics", mixed(sine(140), sine(280, 5000), sine(420, 4000), sine(700, 3000)), 1000],
    ["noise", noise(6000), 1000],
    ["something very quiet", sine(1000, 100), 1000],
  ])("takes %s for none of them", (_, wave, ms) => {
    expect(hears([wave, ms])).toEqual([]);
  });

  it("hears frames of which each is a whole number of samples", () => {
    expect(FRAME_BYTES).toBe(FRAME_SAMPLES * 2);
  });
});

import { SAMPLE_RATE_HZ } from "./format.ts";

/** Share of a frame's energy that lies in one frequency, from which on it is a tone and no voice. */
const PURE = 0.85;
const QUIET_MEAN_SQUARE = 300 ** 2;
const FEWEST_PERIODS = 4;

/** The frequency of a frame that is one pure tone; null: it is silence, speech or noise. */
export function toneHz(samples: Int16Array): number | null {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  if (energy / samples.length < QUIET_MEAN_SQUARE) return null;
  const hz = crossingsHz(samples);
  return hz !== null && (2 * powerAt(samples, hz)) / (samples.length * energy) >= PURE ? hz : null;
}

/** By the time between the first and the last rise through zero, told more finely than a sample. */
function crossingsHz(samples: Int16Array): number | null {
  let first: number | null = null;
  let last = 0;
  let periods = -1;
  for (let i = 1; i < samples.length; i++) {
    const before = samples[i - 1] ?? 0;
    const after = samples[i] ?? 0;
    if (before >= 0 || after < 0) continue;
    last = i - after / (after - before);
    first ??= last;
    periods += 1;
  }
  return first === null || periods < FEWEST_PERIODS ? null : (periods * SAMPLE_RATE_HZ) / (last - first);
}

/** Goertzel's sum for one frequency. */
function powerAt(samples: Int16Array, hz: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE_HZ);
  let before = 0;
  let beforeThat = 0;
  for (const sample of samples) {
    const next = sample + factor * before - beforeThat;
    beforeThat = before;
    before = next;
  }
  return before * before + beforeThat * beforeThat - factor * before * beforeThat;
}

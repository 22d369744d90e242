import { Fft } from "./fft.ts";

const WINDOW_SAMPLES = 128;
const HOP_SAMPLES = 64;
const FIRST_BIN = 5;
const LAST_BIN = 54;

const WINDOW = Float64Array.from(
  { length: WINDOW_SAMPLES },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / WINDOW_SAMPLES),
);
const fft = new Fft(WINDOW_SAMPLES);
const re = new Float64Array(WINDOW_SAMPLES);
const im = new Float64Array(WINDOW_SAMPLES);
const heardPower = new Float64Array(LAST_BIN + 1);
const expectedPower = new Float64Array(LAST_BIN + 1);
const crossRe = new Float64Array(LAST_BIN + 1);
const crossIm = new Float64Array(LAST_BIN + 1);

export interface Likeness {
  /** Share of what was heard that is what was expected. */
  ofHeard: number;
  /** Share of what was expected that was heard. */
  ofExpected: number;
  /** How loud it was heard, beside what was expected. */
  gain: number;
}

/** The coherence of two stretches at 8 kHz, by band: whatever a line does to tone and volume leaves it as it is. */
export function compare(
  heard: Float32Array,
  heardFrom: number,
  expected: Float32Array,
  expectedFrom: number,
  length: number,
): Likeness {
  heardPower.fill(0);
  expectedPower.fill(0);
  crossRe.fill(0);
  crossIm.fill(0);
  for (let at = 0; at + WINDOW_SAMPLES <= length; at += HOP_SAMPLES) {
    for (let i = 0; i < WINDOW_SAMPLES; i += 1) {
      const w = WINDOW[i] as number;
      re[i] = w * (heard[heardFrom + at + i] ?? 0);
      im[i] = w * (expected[expectedFrom + at + i] ?? 0);
    }
    fft.transform(re, im);
    for (let k = FIRST_BIN; k <= LAST_BIN; k += 1) {
      const m = WINDOW_SAMPLES - k;
      // Two real signals in one transform: taken apart by symmetry.
      const xRe = (re[k] as number) + (re[m] as number);
      const xIm = (im[k] as number) - (im[m] as number);
      const yRe = (im[k] as number) + (im[m] as number);
      const yIm = (re[m] as number) - (re[k] as number);
      heardPower[k] = (heardPower[k] as number) + xRe * xRe + xIm * xIm;
      expectedPower[k] = (expectedPower[k] as number) + yRe * yRe + yIm * yIm;
      crossRe[k] = (crossRe[k] as number) + xRe * yRe + xIm * yIm;
      crossIm[k] = (crossIm[k] as number) + xIm * yRe - xRe * yIm;
    }
  }
  let heardSum = 0;
  let heardShared = 0;
  let expectedSum = 0;
  let expectedShared = 0;
  for (let k = FIRST_BIN; k <= LAST_BIN; k += 1) {
    const x = heardPower[k] as number;
    const y = expectedPower[k] as number;
    const coherence = ((crossRe[k] as number) ** 2 + (crossIm[k] as number) ** 2) / (x * y || 1);
    heardSum += x;
    heardShared += x * coherence;
    expectedSum += y;
    expectedShared += y * coherence;
  }
  return {
    ofHeard: heardShared / (heardSum || 1),
    ofExpected: expectedShared / (expectedSum || 1),
    gain: Math.sqrt(heardShared / (expectedSum || 1)),
  };
}

/** What tells where two stretches lie together: coarse first, then to the sample. */
const COARSE = 2;

/** By how many samples (at most `reach`, of either sign) `expected` must be moved later to lie best on what was heard. */
export function bestLag(
  heard: Float32Array,
  heardFrom: number,
  expected: Float32Array,
  expectedFrom: number,
  length: number,
  reach: number,
): number {
  const coarseLength = length >> 1;
  const coarseReach = reach >> 1;
  for (let i = 0; i < coarseLength; i += 1) {
    const at = heardFrom + COARSE * i;
    coarseHeard[i] = (heard[at] ?? 0) + (heard[at + 1] ?? 0);
  }
  for (let i = 0; i < coarseLength + 2 * coarseReach; i += 1) {
    const at = expectedFrom + COARSE * (i - coarseReach);
    coarseExpected[i] = (expected[at] ?? 0) + (expected[at + 1] ?? 0);
  }
  let best = 0;
  let bestFit = -1;
  let power = 0;
  for (let i = 0; i < coarseLength - 1; i += 1) power += (coarseExpected[i] as number) ** 2;
  for (let shift = 0; shift <= 2 * coarseReach; shift += 1) {
    power += (coarseExpected[shift + coarseLength - 1] as number) ** 2;
    let sum = 0;
    for (let i = 0; i < coarseLength; i += 1)
      sum += (coarseHeard[i] as number) * (coarseExpected[shift + i] as number);
    // Beside its own loudness: or the loudest part of a vowel would always fit best.
    const fit = (sum * sum) / (power + 1);
    power -= (coarseExpected[shift] as number) ** 2;
    if (fit <= bestFit) continue;
    bestFit = fit;
    best = COARSE * (coarseReach - shift);
  }
  return best;
}

const coarseHeard = new Float64Array(2048);
const coarseExpected = new Float64Array(4096);

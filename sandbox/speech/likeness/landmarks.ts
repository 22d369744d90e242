import { Fft } from "./fft.ts";
import { narrow } from "./narrow-band.ts";

/** At 8 kHz: 32 ms, each 8 ms. */
export const SPECTRUM_SAMPLES = 256;
export const HOP_SAMPLES = 64;
/** What is softer beside the loudest of an utterance is the breath that all of them share. */
const QUIET_SHARE = 0.04;
const FIRST_BIN = 9;
const LAST_BIN = 110;
const BINS = LAST_BIN + 5;
const AROUND_BINS = 3;
const AROUND_FRAMES = 2;
const KEPT_FRAMES = 2 * AROUND_FRAMES + 1;
const PEAKS_PER_FRAME = 4;
const FAINTEST_PEAK = 0.003;
const PAIR_FROM_FRAMES = 2;
const PAIR_TO_FRAMES = 20;
const PAIR_BINS = 32;
const PAIRS_PER_PEAK = 6;

const WINDOW = Float64Array.from(
  { length: SPECTRUM_SAMPLES },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / SPECTRUM_SAMPLES),
);

interface Peak {
  frame: number;
  bin: number;
}

/** A pair of spectral peaks: `hash` says which, `frame` when the first was (in hops from the first sample). */
export type OnLandmark = (hash: number, frame: number) => void;

/** All landmarks of an utterance: hash and frame in turn. */
export function landmarksOf(pcm: Int16Array): Int32Array {
  const samples = narrow(pcm);
  const peak = samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
  const found: number[] = [];
  const finder = new LandmarkFinder(QUIET_SHARE * peak, (hash, frame) => found.push(hash, frame));
  for (let at = 0; at + SPECTRUM_SAMPLES <= samples.length; at += HOP_SAMPLES) finder.push(samples, at);
  return Int32Array.from(found);
}

const fft = new Fft(SPECTRUM_SAMPLES);
const re = new Float64Array(SPECTRUM_SAMPLES);
const im = new Float64Array(SPECTRUM_SAMPLES);

/** Finds the landmarks of a stream at 8 kHz: peaks of its spectrum, two by two, which a bad line leaves where they are. */
export class LandmarkFinder {
  private readonly spectra = Array.from({ length: KEPT_FRAMES }, () => new Float64Array(BINS));
  private readonly quietPeak: number;
  private readonly onLandmark: OnLandmark;
  private peaks: Peak[] = [];
  private frames = 0;
  private loudest = 0;

  /** Stretches in which no sample is louder than `quietPeak` have no landmarks. */
  constructor(quietPeak: number, onLandmark: OnLandmark) {
    this.quietPeak = quietPeak;
    this.onLandmark = onLandmark;
  }

  /** The next hop's spectrum begins at `from`. */
  push(samples: Float32Array, from: number): void {
    let peak = 0;
    for (let i = 0; i < SPECTRUM_SAMPLES; i += 1) {
      peak = Math.max(peak, Math.abs(samples[from + i] as number));
      re[i] = (samples[from + i] as number) * (WINDOW[i] as number);
      im[i] = 0;
    }
    const spectrum = this.spectra[this.frames % KEPT_FRAMES] as Float64Array;
    if (peak <= this.quietPeak) spectrum.fill(0);
    else {
      fft.transform(re, im);
      for (let bin = 0; bin < BINS; bin += 1)
        spectrum[bin] = (re[bin] as number) ** 2 + (im[bin] as number) ** 2;
    }
    this.frames += 1;
    if (this.frames >= KEPT_FRAMES) this.pick(this.frames - 1 - AROUND_FRAMES);
  }

  private pick(frame: number): void {
    const spectrum = this.spectra[frame % KEPT_FRAMES] as Float64Array;
    let max = 0;
    for (let bin = FIRST_BIN; bin <= LAST_BIN; bin += 1) max = Math.max(max, spectrum[bin] as number);
    this.loudest = Math.max(max, this.loudest * 0.99);
    const faintest = Math.max(max * 0.01, this.loudest * FAINTEST_PEAK);
    const found: number[] = [];
    for (let bin = FIRST_BIN; bin <= LAST_BIN; bin += 1)
      if ((spectrum[bin] as number) > faintest && this.isPeak(frame, bin)) found.push(bin);
    found.sort((a, b) => (spectrum[b] as number) - (spectrum[a] as number));
    this.peaks = this.peaks.filter((p) => p.frame >= frame - PAIR_TO_FRAMES);
    for (const bin of found.slice(0, PEAKS_PER_FRAME)) {
      let pairs = 0;
      for (let i = this.peaks.length - 1; i >= 0 && pairs < PAIRS_PER_PEAK; i -= 1) {
        const first = this.peaks[i] as Peak;
        const dt = frame - first.frame;
        const db = bin - first.bin;
        if (dt < PAIR_FROM_FRAMES || Math.abs(db) > PAIR_BINS) continue;
        pairs += 1;
        this.onLandmark(((first.bin << 7) | bin) * 32 + dt, first.frame);
      }
    }
    for (const bin of found.slice(0, PEAKS_PER_FRAME)) this.peaks.push({ frame, bin });
  }

  private isPeak(frame: number, bin: number): boolean {
    const own = (this.spectra[frame % KEPT_FRAMES] as Float64Array)[bin] as number;
    for (let f = frame - AROUND_FRAMES; f <= frame + AROUND_FRAMES; f += 1) {
      const spectrum = this.spectra[f % KEPT_FRAMES] as Float64Array;
      const around = f === frame ? AROUND_BINS : 1;
      for (let b = bin - around; b <= bin + around; b += 1) if ((spectrum[b] as number) > own) return false;
    }
    return true;
  }
}

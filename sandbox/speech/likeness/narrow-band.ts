import { SPEECH_RATE_HZ } from "../spoken.ts";

/** What every telephone carries: half the sandbox's own rate. */
export const NARROW_RATE_HZ = SPEECH_RATE_HZ / 2;
export const NARROW_PER_MS = NARROW_RATE_HZ / 1000;
const HALF_TAPS = 15;
/** A half-band filter: apart from the centre only the odd taps are not zero. */
const TAPS = Float64Array.from({ length: (HALF_TAPS + 1) / 2 }, (_, i) => {
  const n = 2 * i + 1;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * n) / (HALF_TAPS + 1));
  return (Math.sin((Math.PI * n) / 2) / (Math.PI * n)) * window;
});
/** So many samples after its own are needed for a narrow one. */
export const NARROW_LOOKAHEAD = HALF_TAPS;

/** One sample at 8 kHz from a ring of 16 kHz samples (a power of two long; `mask` = length − 1) around `centre`. */
export function narrowSample(ring: Int16Array, mask: number, centre: number): number {
  let sum = 0.5 * (ring[centre & mask] as number);
  for (let i = 0; i < TAPS.length; i += 1) {
    const n = 2 * i + 1;
    sum +=
      (TAPS[i] as number) * ((ring[(centre - n) & mask] as number) + (ring[(centre + n) & mask] as number));
  }
  return sum;
}

/** A whole utterance at 8 kHz. */
export function narrow(pcm: Int16Array): Float32Array {
  const length = 2 ** Math.ceil(Math.log2(pcm.length + 2 * HALF_TAPS + 1));
  const padded = new Int16Array(length);
  padded.set(pcm);
  return Float32Array.from({ length: pcm.length >> 1 }, (_, i) => narrowSample(padded, length - 1, 2 * i));
}

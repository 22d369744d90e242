/** Samples that a fingerprint covers: 4 ms, long enough that no two utterances share one by chance. */
export const WINDOW_SAMPLES = 64;

const FACTOR = 0x01000193;
const DROP_FACTOR = powerOf(FACTOR, WINDOW_SAMPLES);

/** The hash of the window that ends with `added`; before the window was full, `removed` is 0. */
export function roll(hash: number, added: number, removed: number): number {
  return (Math.imul(hash, FACTOR) + (added + 32_769) - Math.imul(removed, DROP_FACTOR)) | 0;
}

/** What `roll` must be given as `removed` for a sample that leaves the window. */
export function leaving(sample: number): number {
  return sample + 32_769;
}

/** The same hash of a whole window of samples from `at`. */
export function hashWindow(samples: Int16Array, at: number): number {
  let hash = 0;
  for (let i = at; i < at + WINDOW_SAMPLES; i += 1) hash = roll(hash, samples[i] ?? 0, 0);
  return hash;
}

function powerOf(base: number, exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i += 1) power = Math.imul(power, base);
  return power;
}

/** Half the width of the filter, in periods of the lower of the two rates. */
const HALF_WIDTH = 16;

/**
 * Converts whole pieces of mono audio between rates with a Hann-windowed sinc, cutting what lies above half of the
 * lower rate. Not for streams: the ends are treated as silence.
 */
export function resample(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  if (fromHz === toHz) return samples;
  if (!(fromHz > 0 && toHz > 0)) throw new RangeError("a sample rate is a positive number");
  const out = new Int16Array(Math.round((samples.length * toHz) / fromHz));
  const step = fromHz / toHz;
  const cutoff = Math.min(1, toHz / fromHz);
  const reach = HALF_WIDTH / cutoff;
  for (let i = 0; i < out.length; i++) {
    const centre = i * step;
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    let sum = 0;
    let weights = 0;
    for (let j = Math.ceil(centre - reach); j <= last; j++) {
      const weight = windowedSinc((j - centre) * cutoff);
      weights += weight;
      if (j >= 0) sum += weight * (samples[j] ?? 0);
    }
    for (let j = last + 1; j <= Math.floor(centre + reach); j++)
      weights += windowedSinc((j - centre) * cutoff);
    out[i] = Math.max(-32768, Math.min(32767, Math.round(sum / weights)));
  }
  return out;
}

function windowedSinc(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= HALF_WIDTH) return 0;
  const sinc = Math.sin(Math.PI * x) / (Math.PI * x);
  return sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / HALF_WIDTH));
}

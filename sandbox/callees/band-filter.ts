const HALF_TAPS = 40;
const TAPS = 2 * HALF_TAPS + 1;

/** Lets a band of a stream pass (a Hann-windowed sinc), 40 samples later. */
export class BandFilter {
  private readonly taps: Float64Array;
  private readonly past = new Float64Array(TAPS);
  private at = 0;

  constructor(fromHz: number, toHz: number, sampleRateHz: number) {
    const low = (2 * fromHz) / sampleRateHz;
    const high = (2 * toHz) / sampleRateHz;
    this.taps = Float64Array.from({ length: TAPS }, (_, i) => {
      const n = i - HALF_TAPS;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * n) / (HALF_TAPS + 1));
      return window * (high * sinc(high * n) - low * sinc(low * n));
    });
  }

  next(sample: number): number {
    this.past[this.at] = sample;
    let sum = 0;
    for (let i = 0; i < TAPS; i += 1)
      sum += (this.taps[i] as number) * (this.past[(this.at + TAPS - i) % TAPS] as number);
    this.at = (this.at + 1) % TAPS;
    return sum;
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

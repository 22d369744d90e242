import { NARROW_LOOKAHEAD, NARROW_RATE_HZ, narrowSample } from "./narrow-band.ts";

/** What is kept when the tape is full: the longest stretch in which a word is looked for afterwards. */
const KEPT_SAMPLES = 3 * NARROW_RATE_HZ;

/** The last seconds of a stream at 8 kHz in one piece, made from its 16 kHz ring as far as they are wanted. */
export class NarrowTape {
  readonly samples = new Float32Array(2 * KEPT_SAMPLES);
  private from = 0;
  private length = 0;

  /** Counted from the stream's first sample, at 8 kHz; the first that is here, and the one after the last. */
  get start(): number {
    return this.from;
  }

  get end(): number {
    return this.from + this.length;
  }

  /** Forgets everything and goes on at this sample of the stream (at 8 kHz). */
  restart(at: number): void {
    this.from = at;
    this.length = 0;
  }

  /** Takes what the ring has up to its sample `count` (at 16 kHz). */
  extend(ring: Int16Array, count: number): void {
    const last = Math.floor((count - 1 - NARROW_LOOKAHEAD) / 2);
    const mask = ring.length - 1;
    for (let at = this.end; at <= last; at += 1) {
      if (this.length === this.samples.length) this.dropOldest();
      this.samples[this.length] = narrowSample(ring, mask, 2 * at);
      this.length += 1;
    }
  }

  private dropOldest(): void {
    this.samples.copyWithin(0, this.length - KEPT_SAMPLES, this.length);
    this.from += this.length - KEPT_SAMPLES;
    this.length = KEPT_SAMPLES;
  }
}

/** 16-bit little-endian PCM as it comes, in whatever pieces, as samples from -1 to 1. */
export class PcmReader {
  private odd: number | null = null;

  read(bytes: Uint8Array): Float32Array {
    const whole = this.odd === null ? bytes : Uint8Array.of(this.odd, ...bytes);
    this.odd = whole.length % 2 === 0 ? null : (whole.at(-1) ?? null);
    const view = new DataView(whole.buffer, whole.byteOffset, whole.length - (whole.length % 2));
    return Float32Array.from({ length: view.byteLength / 2 }, (_, i) => view.getInt16(2 * i, true) / 32_768);
  }
}

/** How loud, 0 to 1, as an ear has it. */
export function loudness(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  // From -60 dB, which is silence, to -10 dB.
  return Math.max(0, Math.min(1, (10 * Math.log10(power + 1e-12) + 60) / 50));
}

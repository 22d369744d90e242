/** The one shape in which audio travels inside Talky: 16-bit signed little-endian mono PCM at 16 kHz, 20 ms a frame. */
export const SAMPLE_RATE_HZ = 16_000;
export const BYTES_PER_SAMPLE = 2;
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE_HZ * FRAME_MS) / 1000;
/** The carrier drops the socket on a binary message of any other length. */
export const FRAME_BYTES = FRAME_SAMPLES * BYTES_PER_SAMPLE;
export const BYTES_PER_MS = (SAMPLE_RATE_HZ * BYTES_PER_SAMPLE) / 1000;

/** How long `bytes` of PCM in the shape above last; not rounded. */
export function bytesToMs(bytes: number): number {
  return bytes / BYTES_PER_MS;
}

/** The nearest number of bytes that ends on a whole sample. */
export function msToBytes(ms: number): number {
  return Math.round((ms * SAMPLE_RATE_HZ) / 1000) * BYTES_PER_SAMPLE;
}

/** The same memory as 16-bit samples; copied only when the buffer starts on an odd address. An odd last byte is left out. */
export function asSamples(pcm: Buffer): Int16Array {
  const count = pcm.length >> 1;
  if (pcm.byteOffset % BYTES_PER_SAMPLE === 0) return new Int16Array(pcm.buffer, pcm.byteOffset, count);
  const copy = new Int16Array(count);
  Buffer.from(copy.buffer).set(pcm.subarray(0, count * BYTES_PER_SAMPLE));
  return copy;
}

/** The same memory as bytes. */
export function asBytes(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

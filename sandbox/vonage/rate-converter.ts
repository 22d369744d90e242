/**
 * A frame at another sample rate, by straight lines between samples. Good enough to listen to; words are
 * recognised only at 16 kHz, where frames pass untouched.
 */
export function convertFrame(frame: Buffer, toSamples: number): Buffer {
  const fromSamples = frame.length >> 1;
  if (fromSamples === toSamples) return frame;
  const out = Buffer.alloc(toSamples * 2);
  for (let i = 0; i < toSamples; i += 1) {
    const at = (i * fromSamples) / toSamples;
    const before = Math.floor(at);
    const after = Math.min(before + 1, fromSamples - 1);
    const left = frame.readInt16LE(before * 2);
    const right = frame.readInt16LE(after * 2);
    out.writeInt16LE(Math.round(left + (right - left) * (at - before)), i * 2);
  }
  return out;
}

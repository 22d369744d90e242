/** Mean amplitude of speech on a telephone; line noise stays far below. */
const LOUD = 400;
const STEP_BYTES = 8;

/** Is there anything but silence in this frame of 16-bit PCM? Looks at every fourth sample. */
export function isLoud(frame: Buffer): boolean {
  let sum = 0;
  let count = 0;
  for (let at = 0; at + 1 < frame.length; at += STEP_BYTES) {
    sum += Math.abs(frame.readInt16LE(at));
    count += 1;
  }
  return count > 0 && sum / count > LOUD;
}

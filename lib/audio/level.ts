const STEP_BYTES = 8;

/** Mean amplitude of 16-bit PCM, of every fourth sample; 0 for an empty buffer. */
export function levelOf(pcm: Buffer): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at + 1 < pcm.length; at += STEP_BYTES) {
    sum += Math.abs(pcm.readInt16LE(at));
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

import { mulberry32 } from "../world.ts";

const EVERY_SAMPLES = 4;
/** Silence stays silence. */
const QUIETEST = 8;

/**
 * Flite says "Yes," and "Yes." with the very same samples. As nobody says a thing twice alike, each text gets
 * a sound of its own: the lowest bit of every fourth sample, 90 dB below the voice. Changes `pcm` in place.
 */
export function giveOwnSound(pcm: Int16Array, said: string): void {
  const random = mulberry32(hashText(said));
  for (let i = 0; i < pcm.length; i += EVERY_SAMPLES) {
    const sample = pcm[i] ?? 0;
    const change = random() < 0.5 ? -1 : 1;
    if (Math.abs(sample) > QUIETEST && Math.abs(sample) < 32_767) pcm[i] = sample + change;
  }
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

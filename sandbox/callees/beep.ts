import { SAMPLE_RATE_HZ } from "#lib/audio/format";

const TONE_HZ = 1000;
const TONE_MS = 400;
const AMPLITUDE = 8000;
const FADE_MS = 5;

/** The tone after which a voicemail records. */
export const BEEP: Int16Array = Int16Array.from({ length: (SAMPLE_RATE_HZ * TONE_MS) / 1000 }, (_, i) => {
  const ms = (i * 1000) / SAMPLE_RATE_HZ;
  const fade = Math.min(1, ms / FADE_MS, (TONE_MS - ms) / FADE_MS);
  return Math.round(AMPLITUDE * fade * Math.sin((2 * Math.PI * TONE_HZ * i) / SAMPLE_RATE_HZ));
});

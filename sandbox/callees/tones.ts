import { SAMPLE_RATE_HZ } from "#lib/audio/format";

const AMPLITUDE = 8000;
const FADE_MS = 5;
const samplesOf = (ms: number): number => Math.round((SAMPLE_RATE_HZ * ms) / 1000);

/** A pure tone, faded in and out. */
function tone(hz: number, lastsMs: number): Int16Array {
  return Int16Array.from({ length: samplesOf(lastsMs) }, (_, i) => {
    const ms = (i * 1000) / SAMPLE_RATE_HZ;
    const fade = Math.min(1, ms / FADE_MS, (lastsMs - ms) / FADE_MS);
    return Math.round(AMPLITUDE * fade * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE_HZ));
  });
}

export const silenceOf = (ms: number): Int16Array => new Int16Array(samplesOf(ms));

/** The tone after which a voicemail records. */
export const BEEP: Int16Array = tone(1000, 400);

/** CED: how a fax machine says that it has picked up (ITU-T T.30). */
export const FAX_ANSWER: Int16Array = tone(2100, 3000);

const FLAG_BITS = [0, 1, 1, 1, 1, 1, 1, 0];
const BITS_PER_S = 300;
const MARK_HZ = 1650;
const SPACE_HZ = 1850;

/** The flags before a fax machine's identification: V.21, channel 2, one second, in one unbroken phase. */
export const FAX_PREAMBLE: Int16Array = (() => {
  let phase = 0;
  return Int16Array.from({ length: samplesOf(1000) }, (_, i) => {
    const bit = FLAG_BITS[Math.floor((i * BITS_PER_S) / SAMPLE_RATE_HZ) % FLAG_BITS.length];
    phase += (2 * Math.PI * (bit === 1 ? MARK_HZ : SPACE_HZ)) / SAMPLE_RATE_HZ;
    return Math.round(AMPLITUDE * Math.sin(phase));
  });
})();

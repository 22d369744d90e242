import { resample } from "#lib/audio/resample";
import { SPEECH_RATE_HZ } from "../speech/spoken.ts";

export const ENCODINGS = ["pcm_s16le", "pcm_f32le", "pcm_mulaw", "pcm_alaw"] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const SAMPLE_RATES_HZ: readonly number[] = [8000, 16000, 22050, 24000, 44100, 48000];

export const BYTES_PER_SAMPLE: Record<Encoding, number> = {
  pcm_s16le: 2,
  pcm_f32le: 4,
  pcm_mulaw: 1,
  pcm_alaw: 1,
};

/** Speech at 16 kHz as bytes in another encoding and rate. */
export function encodeAudio(pcm: Int16Array, encoding: Encoding, rateHz: number): Buffer {
  const samples = resample(pcm, SPEECH_RATE_HZ, rateHz);
  if (encoding === "pcm_s16le") return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  if (encoding === "pcm_f32le") {
    const floats = Float32Array.from(samples, (sample) => sample / 32_768);
    return Buffer.from(floats.buffer);
  }
  return Buffer.from(Uint8Array.from(samples, encoding === "pcm_mulaw" ? toMuLaw : toALaw));
}

const MU_LAW_BIAS = 0x84;
const MU_LAW_CLIP = 32_635;

/** G.711 µ-law: sign, three bits of exponent, four of mantissa, all inverted. */
function toMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), MU_LAW_CLIP) + MU_LAW_BIAS;
  const exponent = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** G.711 A-law: 13 bits of magnitude, even bits inverted. */
function toALaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32_767) >> 4;
  const exponent = magnitude < 32 ? (magnitude < 16 ? 0 : 1) : 28 - Math.clz32(magnitude);
  const mantissa = exponent < 2 ? magnitude & 0x0f : (magnitude >> (exponent - 1)) & 0x0f;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}

import { SPEECH_RATE_HZ } from "./spoken.ts";

/** Samples of a WAV file as Flite writes it: a 44-byte header, 16-bit mono at 16 kHz. Throws on anything else. */
export function decodeFliteWav(file: Buffer): Int16Array {
  const isWav = file.length >= 44 && file.toString("latin1", 0, 4) === "RIFF";
  const rateHz = isWav ? file.readUInt32LE(24) : 0;
  if (rateHz !== SPEECH_RATE_HZ || file.readUInt16LE(22) !== 1 || file.readUInt16LE(34) !== 16)
    throw new Error("flite wrote no 16-bit mono WAV at 16 kHz");
  const samples = new Int16Array((file.length - 44) >> 1);
  for (let i = 0; i < samples.length; i += 1) samples[i] = file.readInt16LE(44 + i * 2);
  return samples;
}

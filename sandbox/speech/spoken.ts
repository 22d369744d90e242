/** Flite's voices: slt (woman), rms and kal (men), awb (Scottish man). */
export type FliteVoice = "slt" | "rms" | "awb" | "kal";

export const SPEECH_RATE_HZ = 16_000;
export const SAMPLES_PER_MS = SPEECH_RATE_HZ / 1000;

/** A word as it was written, punctuation included; times from the utterance's first sample. */
export interface SpokenWord {
  word: string;
  startMs: number;
  endMs: number;
}

export interface Spoken {
  /** 16 kHz mono. Shared by everyone who asks for the same text: read only. */
  pcm: Int16Array;
  words: SpokenWord[];
  /** By which it is known on a bad line (`likeness/landmarks.ts`), where whoever made it has found them already. */
  landmarks?: Int32Array;
}

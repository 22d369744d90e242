import type { ProviderName } from "../errors.ts";

export interface SpokenWord {
  word: string;
  /** From the first sample of the utterance. */
  startMs: number;
  endMs: number;
  /** So far may the times be off, where the voice did not tell them. */
  offMs?: number;
}

export type TtsEvent =
  /** 16-bit little-endian mono PCM at the asked rate, an even number of bytes, any length. */
  | { type: "audio"; pcm: Buffer }
  | { type: "words"; words: SpokenWord[] }
  | { type: "done" }
  | { type: "failed"; error: Error };

export interface TtsOptions {
  voiceId: string | null;
  language: string;
  sampleRateHz: 16000;
}

/** One utterance: text goes in as it comes, audio comes out in order. After `cancel` nothing more is delivered. */
export interface Utterance {
  push(text: string): void;
  end(): void;
  cancel(): void;
}

export interface Voice {
  id: string;
  name: string;
  language: string;
  description: string;
}

export interface Tts {
  readonly name: ProviderName;
  /** By which it is priced. */
  readonly model: string;
  /** Opens the shared socket ahead of need. */
  warm(): Promise<void>;
  /** Fails by itself when the first sound, or after the last text the next one, is late. */
  speak(options: TtsOptions, onEvent: (event: TtsEvent) => void): Utterance;
  voices(): Promise<Voice[]>;
  check(): Promise<void>;
  close(): void;
}

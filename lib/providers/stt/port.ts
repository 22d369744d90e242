import type { ProviderName } from "../errors.ts";

export interface SttWord {
  word: string;
  /** From the first sample that was sent, on the audio's own clock. */
  startMs: number;
  endMs: number;
}

/** Transcripts are always the whole turn so far. `audioEndMs` is how far the recogniser had heard. */
export type SttEvent =
  | { type: "start_of_turn"; transcript: string; words: SttWord[]; audioEndMs: number }
  | { type: "update"; transcript: string; words: SttWord[]; audioEndMs: number }
  | { type: "eager_end_of_turn"; transcript: string; words: SttWord[]; audioEndMs: number }
  | { type: "turn_resumed"; transcript: string; words: SttWord[]; audioEndMs: number }
  | { type: "end_of_turn"; transcript: string; words: SttWord[]; audioEndMs: number }
  /** The stream is over and was not closed by us; nothing follows. */
  | { type: "lost"; error: Error };

export interface SttOptions {
  language: string;
  sampleRateHz: 16000;
  keyterms?: string[];
  /** 0.5–0.9; how sure the recogniser must be that the turn is over. */
  endOfTurnThreshold?: number;
  /** 0.3–0.9; unset = no eager end of turn. */
  eagerEndOfTurnThreshold?: number;
}

export interface SttStream {
  /** 16-bit little-endian mono PCM in any length; grouped into what the vendor wants; dropped silently once lost. */
  send(pcm: Buffer): void;
  close(): void;
}

export interface Stt {
  readonly name: ProviderName;
  /** Who listens to this language. */
  modelFor(language: string): string;
  /** Resolves when audio may be sent. Rejects with ProviderError. */
  open(options: SttOptions, onEvent: (event: SttEvent) => void): Promise<SttStream>;
  check(): Promise<void>;
}

import { Recogniser } from "../speech/recogniser.ts";
import { speak, spokenCorpus } from "../speech/speak.ts";
import type { FliteVoice, Spoken } from "../speech/spoken.ts";

/** What a callee needs to talk and to understand. */
export interface Speech {
  speak(text: string, voice: FliteVoice): Promise<Spoken>;
  listen(): Hearing;
}

/** An ear on a stream of 16-bit mono audio at 16 kHz. `words()` are all so far. */
export interface Hearing {
  feed(pcm: Buffer): void;
  words(): readonly { word: string }[];
}

/** The sandbox's own voices, and ears that understand them. */
export const sandboxSpeech: Speech = { speak, listen: () => new Recogniser(spokenCorpus) };

import { SpeechCorpus } from "../speech/speech-corpus.ts";
import { Recogniser } from "../speech/recogniser.ts";
import { SAMPLES_PER_MS, type FliteVoice, type Spoken } from "../speech/spoken.ts";
import { seededBy } from "./seed.ts";
import type { Speech } from "./speech.ts";

const WORD_MS = 240;
const GAP_MS = 60;
const AMPLITUDE = 6000;

/** A voice of noise, each word 240 ms of it: made at once and understood by the real recogniser. For tests. */
export class NoiseSpeech implements Speech {
  private readonly corpus = new SpeechCorpus();
  private readonly made = new Map<string, Spoken>();

  async speak(text: string, voice: FliteVoice): Promise<Spoken> {
    const spoken = this.made.get(`${voice} ${text}`) ?? makeNoise(text, voice);
    this.made.set(`${voice} ${text}`, spoken);
    this.corpus.remember(spoken);
    return spoken;
  }

  listen(): Recogniser {
    return new Recogniser(this.corpus);
  }
}

function makeNoise(text: string, voice: FliteVoice): Spoken {
  const random = seededBy(`${voice} ${text}`);
  const words = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word, i) => ({
      word,
      startMs: i * (WORD_MS + GAP_MS),
      endMs: i * (WORD_MS + GAP_MS) + WORD_MS,
    }));
  const pcm = new Int16Array(words.length * (WORD_MS + GAP_MS) * SAMPLES_PER_MS);
  for (const { startMs, endMs } of words)
    for (let i = startMs * SAMPLES_PER_MS; i < endMs * SAMPLES_PER_MS; i += 1)
      pcm[i] = Math.round((2 * random() - 1) * AMPLITUDE) || 1;
  return { pcm, words };
}

import { speak, spokenCorpus } from "../speech/speak.ts";
import { SAMPLES_PER_MS, type Spoken, type SpokenWord } from "../speech/spoken.ts";
import type { SpeechSettings } from "./generation-request.ts";

/** Flite pads what it says with a fifth of a second on either side; Cartesia starts at once. */
const LEAD_MS = 30;
const PAUSE_AFTER_SENTENCE_MS = 180;
const PAUSE_WITHIN_SENTENCE_MS = 20;

const louder = new WeakMap<Spoken, Map<number, Spoken>>();

/** A piece of a context's text as it will be heard; `words` from the piece's first sample. */
export interface RenderedSpeech {
  pcm: Int16Array;
  words: SpokenWord[];
}

/** Speaks a piece of text in the wanted voice, speed and volume. Text without a word is no sound. */
export async function renderSpeech(
  text: string,
  settings: Pick<SpeechSettings, "voice" | "speed" | "volume">,
): Promise<RenderedSpeech> {
  const plain = await speak(text, settings.voice, settings.speed);
  const spoken = settings.volume === 1 ? plain : atVolume(plain, settings.volume);
  const first = spoken.words[0];
  const last = spoken.words.at(-1);
  if (!first || !last) return { pcm: new Int16Array(0), words: [] };
  const pauseMs = /[.!?]["')\]]*\s*$/.test(text) ? PAUSE_AFTER_SENTENCE_MS : PAUSE_WITHIN_SENTENCE_MS;
  const fromMs = Math.max(0, first.startMs - LEAD_MS);
  return {
    pcm: spoken.pcm.subarray(fromMs * SAMPLES_PER_MS, (last.endMs + pauseMs) * SAMPLES_PER_MS),
    words: spoken.words.map(({ word, startMs, endMs }) => ({
      word,
      startMs: startMs - fromMs,
      endMs: endMs - fromMs,
    })),
  };
}

/** Other samples are other speech: the corpus must know them too. */
function atVolume(spoken: Spoken, volume: number): Spoken {
  const made = louder.get(spoken) ?? new Map<number, Spoken>();
  louder.set(spoken, made);
  const known = made.get(volume) ?? {
    pcm: spoken.pcm.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * volume)))),
    words: spoken.words,
  };
  made.set(volume, known);
  spokenCorpus.remember(known);
  return known;
}

import { FlitePool } from "./flite-pool.ts";
import { SpeechCorpus } from "./speech-corpus.ts";
import type { FliteVoice, Spoken } from "./spoken.ts";

/** Utterances kept ready. An hour of campaign says the same few hundred sentences. */
const CACHED_UTTERANCES = 400;
const MAX_TEXT_CHARS = 5_000;

const pool = new FlitePool();
const cache = new Map<string, Promise<Spoken>>();

/** Everything that was said in this sandbox. */
export const spokenCorpus = new SpeechCorpus();

/**
 * Says a text: 16 kHz mono samples and when each word was said. The same text in the same voice is made
 * once, also while it is being made. It is in the corpus before this resolves. Rejects when Flite fails.
 */
export function speak(text: string, voice: FliteVoice, speed = 1): Promise<Spoken> {
  const said = text.slice(0, MAX_TEXT_CHARS).trim();
  const key = `${voice} ${speed} ${said}`;
  const known = cache.get(key);
  if (known) {
    cache.delete(key);
    cache.set(key, known);
    // The corpus may have forgotten what the cache still has.
    return known.then((spoken) => remember(spoken));
  }
  const making = pool.synthesise(said, voice, speed).then((spoken) => remember(spoken));
  cache.set(key, making);
  making.catch(() => cache.delete(key));
  for (const oldest of cache.keys()) {
    if (cache.size <= CACHED_UTTERANCES) break;
    cache.delete(oldest);
  }
  return making;
}

/** Starts a thread and lets Flite say something, so that the first who wants to speak need not wait for it. */
export function warmSpeech(): void {
  speak("Hello.", "slt").catch(() => undefined);
}

function remember(spoken: Spoken): Spoken {
  spokenCorpus.remember(spoken);
  return spoken;
}

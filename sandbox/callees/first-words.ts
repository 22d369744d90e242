import type { Person } from "./person.ts";
import type { Speech } from "./speech.ts";

/** What is said later than this is no first word. */
const SOON_MS = 1000;
const nothing = (): void => undefined;

/**
 * While it rings: whoever picks up has their first words on their lips, and a machine's greeting was recorded long ago.
 * Resolves when they are made, so that a busy machine is no silence on the line.
 */
export async function firstWordsReady(person: Person, speech: Speech): Promise<void> {
  const making: Promise<unknown>[] = [];
  person.behave().answered({
    say: (text, voice = person.voice) => void making.push(speech.speak(text, voice)),
    play: nothing,
    beep: nothing,
    hangUp: nothing,
    after: (ms, run) => {
      if (ms <= SOON_MS) run();
    },
    between: (fromMs) => fromMs,
  });
  await Promise.allSettled(making);
}

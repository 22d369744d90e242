/**
 * What 35, 36 and 37 say, and the words over which a provider trips. The simulators know nothing of calls: they find
 * these words in the audio, the prompt or the text that they are given, so only that call's provider fails, each time.
 */
export const MISHAPS = {
  /** 35: no recogniser of Deepgram's lives through it. */
  hearing: {
    says: "Yes, although there is a terrible crackling on this line.",
    over: "a terrible crackling",
  },
  /** 36: the large models stall at it, and answer 429 for the rest of the conversation. */
  thinking: {
    says: "Yes, but please think hard about every word you say.",
    over: "think hard about every word",
  },
  /** 37: Cartesia breaks off in the middle of the agent's answer to it. */
  speaking: {
    says: "Yes, but please speak slowly, I am a little hard of hearing.",
    over: "slowly and clearly",
  },
} as const;

/** Whether these words are somewhere in the text, whatever its punctuation. */
export function tripsOver(which: keyof typeof MISHAPS, text: string): boolean {
  return plain(text).includes(plain(MISHAPS[which].over));
}

const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim()} `;

/** A full stop after these ends no sentence. */
const ABBREVIATION = /(?:^|\s)(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr|vs|(?:[A-Za-z]\.)*[A-Za-z])\.$/;
const SENTENCE_END = /[.!?]["')\]]*\s+/g;

/** Whole sentences of a text and what is left after the last of them. Joined they are the text, verbatim. */
export function splitSentences(text: string): { sentences: string[]; rest: string } {
  const sentences: string[] = [];
  let from = 0;
  for (const end of text.matchAll(SENTENCE_END)) {
    const until = end.index + end[0].length;
    const sentence = text.slice(from, until);
    if (ABBREVIATION.test(sentence.trimEnd())) continue;
    sentences.push(sentence);
    from = until;
  }
  return { sentences, rest: text.slice(from) };
}

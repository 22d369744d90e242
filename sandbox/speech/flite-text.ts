/** Letters of other alphabets that Flite can say once their marks are off; typographic marks in plain form. */
const PLAIN_MARKS: [RegExp, string][] = [
  [/[\u2018\u2019\u02bc]/g, "'"],
  [/[\u201c\u201d\u00ab\u00bb]/g, '"'],
  [/[\u2013\u2014]/g, ", "],
  [/\u2026/g, "..."],
  [/ß/g, "ss"],
  [/[æÆ]/g, "ae"],
  [/[øØ]/g, "o"],
];

/** Text as Flite's ASCII front end reads it; what has no ASCII form is left out. */
export function toFliteText(text: string): string {
  let plain = text.normalize("NFD").replace(/\p{M}+/gu, "");
  for (const [mark, ascii] of PLAIN_MARKS) plain = plain.replace(mark, ascii);
  return plain.replace(/[^\x20-\x7e]+/g, " ").trim();
}

/** The words of a text as written; a lone dash or the like is no word. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((token) => /[A-Za-z0-9]/.test(toFliteText(token)));
}

/** Each word as a sentence of its own: Flite then puts a pause between them, by which their sounds can be told apart. */
export function toWordList(words: string[]): string {
  return words
    .map((word) => `${toFliteText(word).replace(/^[^A-Za-z0-9$#]+|[^A-Za-z0-9%]+$/g, "")}.`)
    .join(" ");
}

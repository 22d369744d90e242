/** Words after which a full stop ends no sentence, English and Spanish. Lower case, without the stop. */
const ABBREVIATIONS = new Set(
  (
    "mr mrs ms dr prof st sr jr vs etc inc ltd co corp dept approx tel ave blvd rd jan feb mar apr jun jul aug sep sept " +
    "oct nov dec mon tue wed thu fri sat sun e.g i.e a.m p.m u.s u.s.a u.k ph.d " +
    "sra srta dra ud uds vd vds avda pág aprox dpto ee.uu p.ej"
  ).split(" "),
);
/** "No. 5" goes on, "No. Thank you." does not: the next character tells. */
const BEFORE_NUMBERS = new Set("no nos núm num ext art".split(" "));
/** They end a sentence although no space follows. */
const WIDE_ENDS = "。！？｡";
const ENDS = "!?؟।॥…" + WIDE_ENDS;
const CLOSERS = `"'”’»)]」』）】*_`;
export const WIDE_PAUSES = "，、；：";

/** Whether a chunk may end behind this character; `unknown`: the next characters decide, and they have not come yet. */
export type Cut = "yes" | "no" | "unknown";

/** `at`: the last character of the chunk; what follows it is known to be there. */
export function sentenceEnd(text: string, from: number, at: number): Cut {
  if (text[at] === "\n") return "yes";
  let i = at;
  // A closing quote or bracket belongs to the sentence.
  while (i > from && CLOSERS.includes(text[i] ?? "")) i--;
  const mark = text[i] ?? "";
  if (isSpace(text[at + 1])) {
    if (mark === ".") return fullStop(text, from, i, at);
    // "Well… maybe" goes on.
    return ENDS.includes(mark) && mark !== "…" ? "yes" : "no";
  }
  const isWideEnd = WIDE_ENDS.includes(mark) && mark !== "";
  return isWideEnd && !(CLOSERS + ENDS).includes(text[at + 1] ?? "") ? "yes" : "no";
}

function fullStop(text: string, from: number, stop: number, at: number): Cut {
  const word = /(\S+)$/.exec(text.slice(from, stop))?.[1]?.toLowerCase() ?? "";
  const bare = word.replace(/^[^\p{L}\p{N}]+/u, "");
  // "Well...", "Mr.", an initial, and a number that only counts ("1. ") go on.
  if (bare === "" || bare.endsWith(".") || ABBREVIATIONS.has(bare)) return "no";
  if (/^(?:\p{L}\.)*\p{L}$/u.test(bare) || isListNumber(text, from, stop, bare)) return "no";
  if (!BEFORE_NUMBERS.has(bare)) return "yes";
  const next = /\S/.exec(text.slice(at + 1))?.[0];
  if (next === undefined) return "unknown";
  return /\d/.test(next) ? "no" : "yes";
}

const isListNumber = (text: string, from: number, stop: number, bare: string): boolean =>
  /^\d{1,2}$/.test(bare) && text.slice(from, stop - bare.length).trim() === "";

export const isSpace = (char: string | undefined): boolean => char !== undefined && /\s/.test(char);

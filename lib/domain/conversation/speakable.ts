/** Words after which a full stop ends no sentence. Lower case, without the stop. */
const ABBREVIATIONS = new Set(
  "mr mrs ms dr prof st sr jr vs etc no inc ltd co corp dept approx ext tel ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun e.g i.e a.m p.m u.s u.s.a u.k ph.d".split(
    " ",
  ),
);
const FIRST_CLAUSE_CHARS = 12;
/** A first chunk without any pause in it is cut at a space rather than waited for. */
const LONG_CLAUSE_CHARS = 140;

export interface Speakable {
  /** To be spoken now, verbatim and in order: joined they are the text. */
  chunks: string[];
  /** What is not complete yet. */
  rest: string;
}

/**
 * Cuts what can be spoken off the text that has come so far: the first clause of an answer early, then whole sentences.
 * The cuts depend on the text alone, never on the sizes in which it came; nothing is lost or added.
 */
export function takeSpeakable(pending: string, options: { isFirst: boolean; isFinal: boolean }): Speakable {
  const chunks: string[] = [];
  let from = 0;
  let isFirst = options.isFirst;
  for (let i = 0; i < pending.length - 1; i++) {
    if (!isSpace(pending[i + 1])) continue;
    const isCut = isSentenceEnd(pending, from, i) || (isFirst && isClauseEnd(pending, from, i));
    if (!isCut) continue;
    const end = i + 2;
    if (pending.slice(from, end).trim() === "") continue;
    chunks.push(pending.slice(from, end));
    from = end;
    i = end - 1;
    isFirst = false;
  }
  if (options.isFinal && from < pending.length) {
    const last = pending.slice(from);
    if (last.trim() === "" && chunks.length > 0) chunks[chunks.length - 1] += last;
    else if (last.trim() !== "") chunks.push(last);
    from = pending.length;
  }
  return { chunks, rest: pending.slice(from) };
}

const isSpace = (char: string | undefined): boolean => char !== undefined && /\s/.test(char);

function isSentenceEnd(text: string, from: number, at: number): boolean {
  let i = at;
  // A closing quote or bracket belongs to the sentence.
  while (i > from && `"'”’)]`.includes(text[i] ?? "")) i--;
  const mark = text[i];
  if (mark === "!" || mark === "?" || mark === "…" || text[at] === "\n") return true;
  if (mark !== ".") return false;
  const word = /(\S+)$/.exec(text.slice(from, i))?.[1]?.toLowerCase() ?? "";
  const bare = word.replace(/^[^\p{L}\p{N}]+/u, "");
  // "Mr.", an initial, and a number that only counts ("1. ") go on.
  return (
    !ABBREVIATIONS.has(bare) &&
    !/^\p{L}$/u.test(bare) &&
    !/^(?:\p{L}\.)+\p{L}$/u.test(bare) &&
    bare !== "" &&
    !isListNumber(text, from, i, bare)
  );
}

const isListNumber = (text: string, from: number, at: number, bare: string): boolean =>
  /^\d{1,2}$/.test(bare) && text.slice(from, at - bare.length).trim() === "";

function isClauseEnd(text: string, from: number, at: number): boolean {
  const length = at + 1 - from;
  if (length >= LONG_CLAUSE_CHARS) return true;
  return length >= FIRST_CLAUSE_CHARS && ",;:—–".includes(text[at] ?? "");
}

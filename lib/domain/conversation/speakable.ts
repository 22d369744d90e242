import { isSpace, sentenceEnd, WIDE_PAUSES, type Cut } from "./sentence-end.ts";

const FIRST_CLAUSE_CHARS = 12;
/** Fewer characters make a clause where each of them is a syllable or more. */
const FIRST_WIDE_CLAUSE_CHARS = 5;
/** A first chunk without any pause in it is cut between two words rather than waited for. */
const LONG_CLAUSE_CHARS = 140;
/** A bracket that stays open for longer is none of a link's. */
const LONGEST_LINK_CHARS = 300;

export interface Speakable {
  /** To be spoken now, verbatim and in order: joined they are the text. */
  chunks: string[];
  /** What is not complete yet. */
  rest: string;
}

/**
 * Cuts what can be spoken off the text that has come so far: the first clause of an answer early, then whole sentences.
 * The cuts depend on the text alone, never on the sizes in which it came; nothing is added, and nothing lost but space at its end.
 */
export function takeSpeakable(pending: string, options: { isFirst: boolean; isFinal: boolean }): Speakable {
  const chunks: string[] = [];
  let from = 0;
  let isFirst = options.isFirst;
  for (let i = 0; i < pending.length - 1; i++) {
    const cut = cutBehind(pending, from, i, isFirst);
    if (cut === "unknown") break;
    if (cut === "no") continue;
    const end = isSpace(pending[i + 1]) ? i + 2 : i + 1;
    if (pending.slice(from, end).trim() === "") continue;
    chunks.push(pending.slice(from, end));
    from = end;
    i = end - 1;
    isFirst = false;
  }
  if (options.isFinal) {
    if (pending.slice(from).trim() !== "") chunks.push(pending.slice(from));
    from = pending.length;
  }
  return { chunks, rest: pending.slice(from) };
}

function cutBehind(text: string, from: number, at: number, isFirst: boolean): Cut {
  const end = sentenceEnd(text, from, at);
  const cut = end === "no" && isFirst ? clauseEnd(text, from, at) : end;
  return cut === "yes" && isInLink(text.slice(from, at + 1)) ? "no" : cut;
}

function clauseEnd(text: string, from: number, at: number): Cut {
  const char = text[at] ?? "";
  const length = at + 1 - from;
  if (WIDE_PAUSES.includes(char)) return length >= FIRST_WIDE_CLAUSE_CHARS ? "yes" : "no";
  if (!isSpace(text[at + 1])) return "no";
  if (",;:—–".includes(char)) return length >= FIRST_CLAUSE_CHARS ? "yes" : "no";
  if (length < LONG_CLAUSE_CHARS || !/[\p{L}]/u.test(char)) return "no";
  // Between two words, not within "3 p.m." or a number in groups.
  const next = /\S/.exec(text.slice(at + 1))?.[0];
  if (next === undefined) return "unknown";
  return /\p{L}/u.test(next) ? "yes" : "no";
}

/** "[our page, with all of it](https://…" is spoken by its words, so it must come whole. */
function isInLink(text: string): boolean {
  const open = text.lastIndexOf("[");
  if (open < 0 || text.length - open > LONGEST_LINK_CHARS) return false;
  return !/^\[[^\]]*\](?!\()|^\[[^\]]*\]\([^)]*\)/.test(text.slice(open));
}

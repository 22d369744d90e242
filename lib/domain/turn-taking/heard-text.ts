import type { SpokenPiece } from "../conversation/spoken-form/spoken-form.ts";

/** A word with its place in the utterance's audio, as the voice told it. */
export interface TimedWord {
  word: string;
  startMs: number;
  endMs: number;
  /** So far may the times be off, where the voice did not tell them. */
  offMs?: number;
}

/** How far a token of the text may lie ahead of where the voice is; a normalised "29.95" is stepped over. */
const LOOK_AHEAD_CHARS = 60;

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/**
 * The part of `text` that was heard, cut after the last word whose sound came whole. The voice's words decide; where it
 * gave none, nothing is known to have been heard.
 */
export function heardText(text: string, words: readonly TimedWord[], heardMs: number): string {
  return text.slice(0, heardLength(text, words, heardMs)).trim();
}

/** The same in the words that were written: what is said for an amount or an address counts once it was heard whole. */
export function heardWritten(
  pieces: readonly SpokenPiece[],
  words: readonly TimedWord[],
  heardMs: number,
): string {
  return writtenUpTo(pieces, words, heardMs).trim();
}

/** In characters of what was written. */
export function heardWrittenLength(
  pieces: readonly SpokenPiece[],
  words: readonly TimedWord[],
  heardMs: number,
): number {
  return writtenUpTo(pieces, words, heardMs).length;
}

function writtenUpTo(pieces: readonly SpokenPiece[], words: readonly TimedWord[], heardMs: number): string {
  let left = heardLength(pieces.map((piece) => piece.spoken).join(""), words, heardMs);
  let written = "";
  if (left === 0) return "";
  for (const piece of pieces) {
    // What makes no sound goes with what stands before it.
    if (left < 0 || (left === 0 && piece.spoken !== "")) break;
    if (piece.spoken.length <= left) written += piece.written;
    else if (piece.spoken === piece.written) written += piece.written.slice(0, left);
    left -= piece.spoken.length;
  }
  return written;
}

/** How many characters of the text were heard. */
function heardLength(text: string, words: readonly TimedWord[], heardMs: number): number {
  const tokens = [...text.matchAll(/\S+/g)].map((match) => ({
    plain: plain(match[0]),
    end: match.index + match[0].length,
  }));
  const line = tokens.map((token) => token.plain).join("");
  let at = 0;
  for (const word of words) {
    if (word.endMs > heardMs) break;
    const spoken = plain(word.word);
    if (spoken === "") continue;
    const found = line.indexOf(spoken, at);
    if (found >= 0 && found - at <= LOOK_AHEAD_CHARS) at = found + spoken.length;
  }
  let length = 0;
  let cut = 0;
  for (const token of tokens) {
    length += token.plain.length;
    if (length > at) break;
    if (token.plain !== "" || cut > 0) cut = token.end;
  }
  return cut;
}

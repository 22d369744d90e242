import { ADDRESS_RULES } from "./addresses.ts";
import { AMOUNT_RULES } from "./amounts.ts";
import { LINK, MARK_RULES } from "./marks.ts";
import { PHONE_RULES } from "./phone-numbers.ts";
import { spokenLanguageOf, type SpokenLanguage } from "./spoken-language.ts";
import { TIME_RULES } from "./times.ts";

/** A part of a text as it is written and as it is said; most are the same. */
export interface SpokenPiece {
  written: string;
  spoken: string;
}

interface Rule {
  pattern: RegExp;
  say: (match: RegExpExecArray) => string | null;
}

interface Match {
  from: number;
  written: string;
  spoken: string;
}

/**
 * What the voice is given for a text: no markdown or pictures; addresses, amounts, times and numbers in words. In pieces,
 * in order, so that what was heard can be told in the words that were written.
 */
export function spokenForm(text: string, language: string): SpokenPiece[] {
  const finders = rulesOf(spokenLanguageOf(language)).map((rule) => finderOf(rule, text));
  const pieces: SpokenPiece[] = [];
  let at = 0;
  for (;;) {
    const next = earliest(finders, at);
    const until = next?.from ?? text.length;
    if (until > at) pieces.push({ written: text.slice(at, until), spoken: text.slice(at, until) });
    if (next === null) return pieces;
    pieces.push({ written: next.written, spoken: next.spoken });
    at = next.from + next.written.length;
  }
}

/** The pieces as one text for the voice. */
export const textOf = (pieces: readonly SpokenPiece[]): string =>
  pieces
    .map((piece) => piece.spoken)
    .join("")
    .replace(/[ \t]{2,}/g, " ")
    .replace(/[ \t]+(?=[.,!?](?:\s|$))/g, "");

export const spokenText = (text: string, language: string): string => textOf(spokenForm(text, language));

/** There is something in it that makes a sound. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

function rulesOf(language: SpokenLanguage | null): Rule[] {
  const link: Rule = { pattern: LINK, say: (match) => spokenText(match[1] ?? "", language ?? "") };
  const words: Rule[] =
    language === null
      ? []
      : [...ADDRESS_RULES, ...TIME_RULES, ...PHONE_RULES, ...AMOUNT_RULES].map(({ pattern, say }) => ({
          pattern,
          say: (match) => say(match, language),
        }));
  return [link, ...MARK_RULES, ...words];
}

/** Finds the first match at or behind a place; asked with places that only grow. */
function finderOf({ pattern, say }: Rule, text: string): (at: number) => Match | null {
  let found: Match | null | undefined;
  return (at) => {
    if (found === null || (found !== undefined && found.from >= at)) return found;
    found = null;
    for (let from = at; from < text.length && found === null;) {
      pattern.lastIndex = from;
      const match = pattern.exec(text);
      if (match === null || match[0] === "") break;
      const spoken = say(match);
      if (spoken === null) from = match.index + 1;
      else found = { from: match.index, written: match[0], spoken };
    }
    return found;
  };
}

/** Of those that begin at one place the first rule's. */
function earliest(finders: readonly ((at: number) => Match | null)[], at: number): Match | null {
  let first: Match | null = null;
  for (const find of finders) {
    const match = find(at);
    if (match !== null && (first === null || match.from < first.from)) first = match;
  }
  return first;
}

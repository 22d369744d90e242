/** A `,` or a `/` may stand inside one number too, so the whole is tried first. */
const BETWEEN_NUMBERS = /[;,|/]|\s(?:or|and|oder|und|ou|et|o|y|e|of|en)\s/i;
const EXTENSION =
  /[\s,;]*(?:\(?\b(?:ext|extn|extension|x|poste|durchwahl|dw|anexo|int|interno|ramal|toestel)\b\.?:?|#|\bx)\s*(\d{1,7})\)?$/i;

/** Digits of any script → 0 to 9: each script has its ten in a row, the zero first. */
function latinDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 48;
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(code - zero);
  });
}

/**
 * A cell as one would write the number by hand: without what spreadsheets put around it (an apostrophe, `="…"`, a `.0`
 * tail), invisible signs, and the `(0)` that is dialled at home only.
 */
export function plainSpelling(cell: string): string {
  let text = cell
    .normalize("NFKC")
    .replaceAll(/[\r\n]+/g, ";")
    .replaceAll(/[\p{Cf}\p{Cc}]/gu, " ");
  // Nearly all cells are plain already.
  if (/[^ -~]/.test(text))
    text = latinDigits(text)
      .replaceAll(/\p{Pd}/gu, "-")
      .replaceAll(/\s/g, " ");
  text = text.trim();
  text = /^="(.*)"$/.exec(text)?.[1] ?? text;
  text = text
    .replace(/^(?:'|"|tel:)+/i, "")
    .replace(/["']+$/, "")
    .trim();
  text = text.replace(/^(\+?\d{6,})[.,]0+$/, "$1");
  return /^(?:\+|00|011)/.test(text) ? text.replace(/\(\s*0\s*\)/, " ") : text;
}

/** Digits in scientific notation are lost for good: 1.41556E+10 stands for ten thousand numbers. */
export const isRounded = (text: string): boolean => /^[+-]?\d(?:[.,]\d+)?e\+?\d+$/i.test(text);

export function splitExtension(text: string): { base: string; extension: string | null } {
  const found = EXTENSION.exec(text);
  return found?.[1]
    ? { base: text.slice(0, found.index).trim(), extension: found[1] }
    : { base: text, extension: null };
}

/** The numbers of a cell that holds several; one: it holds one. */
export const splitNumbers = (text: string): string[] =>
  text
    .split(BETWEEN_NUMBERS)
    .map((part) => part.trim())
    .filter(Boolean);

import { CsvReader } from "./csv-reader.ts";
import { DELIMITERS } from "#lib/domain/choices";

export type Delimiter = (typeof DELIMITERS)[number];

const LOOKED_AT_RECORDS = 100;
/** Where records come out as long as each other nearly always, the number of cells decides. */
const IS_REGULAR = 0.8;

/** `sep=;`, which tells spreadsheets the delimiter and is no row of the table. */
const SEP_LINE = /^\uFEFF?"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)/i;

/** The delimiter that a first line `sep=;` names, and how long that line is. */
export function readSepLine(head: string): { delimiter: Delimiter | null; length: number } {
  const found = SEP_LINE.exec(head);
  if (!found) return { delimiter: null, length: 0 };
  const delimiter = DELIMITERS.find((sign) => sign === found[1]) ?? null;
  return { delimiter, length: found[0].length };
}

/** The delimiter by which the text's first records come out most alike; `isWhole`: there is no more text. */
export function guessDelimiter(head: string, isWhole: boolean): Delimiter {
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const score = regularity(firstRecords(head, delimiter, isWhole));
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** Blank lines are left out. */
export function firstRecords(head: string, delimiter: string, isWhole: boolean): string[][] {
  const reader = new CsvReader(delimiter);
  const records = reader.push(head);
  // A line that is cut off says nothing of the delimiter, unless it is all there is.
  if (isWhole || records.length === 0) records.push(...reader.end());
  return records.filter((cells) => cells.some((cell) => cell.trim() !== "")).slice(0, LOOKED_AT_RECORDS);
}

/** 0: never more than one cell. Regular records beat irregular ones, then many cells beat few. */
function regularity(records: string[][]): number {
  const counts = new Map<number, number>();
  for (const cells of records) {
    if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  let score = 0;
  for (const [cells, times] of counts) {
    const share = times / records.length;
    score = Math.max(score, share >= IS_REGULAR ? 1000 + Math.min(cells, 500) : share * Math.min(cells, 500));
  }
  return score;
}

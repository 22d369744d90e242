import { compactHeader, isKnownHeader } from "./columns.ts";
import { looksLikePhone } from "./phone-like.ts";

/** The header is looked for among so many rows; titles and notes may stand above it. */
export const HEADER_WITHIN_ROWS = 30;

const filled = (cells: string[]): number => cells.filter((cell) => cell.trim() !== "").length;

/**
 * The place of the header among the first rows, counted from 0; -1: the file begins with contacts. It is the row that
 * names known columns best, above the first row that holds a number; where none does, the first that is as wide.
 */
export function findHeader(rows: string[][]): number {
  const firstData = rows.findIndex((cells) => cells.some(looksLikePhone));
  const end = firstData === -1 ? rows.length : firstData;
  let best = -1;
  let most = 0;
  for (let at = 0; at < end; at += 1) {
    const known = (rows[at] ?? []).filter((cell) => isKnownHeader(compactHeader(cell))).length;
    if (known > most) [best, most] = [at, known];
  }
  if (best !== -1) return best;
  const width = firstData === -1 ? 0 : filled(rows[firstData] ?? []);
  const wide = rows.findIndex((cells, at) => at < end && filled(cells) > 0 && filled(cells) >= width);
  if (wide !== -1) return wide;
  // No row above is as wide as the contacts; the one right above them may leave columns without a name.
  for (let at = end - 1; at >= 0; at -= 1) if (filled(rows[at] ?? []) > 1) return at;
  return firstData === -1 ? rows.findIndex((cells) => filled(cells) > 0) : -1;
}

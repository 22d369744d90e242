import Papa from "papaparse";

/** What makes a spreadsheet run a cell, also in its full-width spelling; blanks and control characters before it hide nothing. */
const RUN = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** The text of a cell that a spreadsheet only shows: what it would run stands behind an apostrophe. */
const shown = (text: string): string => (RUN.test(text) ? `'${text}` : text);

/** The cell as it was before `shown`. */
export const unshown = (cell: string): string =>
  cell.startsWith("'") && RUN.test(cell.slice(1)) ? cell.slice(1) : cell;

/**
 * A line of every CSV file that leaves. A number (`+14155550100`) stands behind an apostrophe too: a spreadsheet keeps it
 * whole, as text, and our own import reads it as it was.
 */
export function csvLine(cells: (string | number)[]): string {
  const safe = cells.map((cell) => (typeof cell === "number" ? cell : shown(cell)));
  return `${Papa.unparse([safe], { newline: "\r\n" })}\r\n`;
}

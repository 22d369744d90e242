import Papa from "papaparse";

/** A line for a spreadsheet: a cell that it would run as a formula is kept as text. */
export function csvLine(cells: (string | number)[]): string {
  return `${Papa.unparse([cells], { escapeFormulae: true, newline: "\r\n" })}\r\n`;
}

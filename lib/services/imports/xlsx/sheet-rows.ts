import { UnreadableFile } from "../unreadable-file.ts";
import type { Package } from "./package.ts";
import type { Workbook } from "./workbook.ts";
import { readXml, type XmlReader } from "./xml.ts";

const MAX_ROWS = 1_048_576;
const MAX_CELLS = 1000;
const DAY_MS = 86_400_000;

/** The rows of a sheet in groups, as its bytes come; rows that the file leaves out are rows without cells. Throws UnreadableFile. */
export async function* sheetRows(
  pack: Package,
  workbook: Workbook,
  path: string,
): AsyncGenerator<string[][]> {
  const part = await pack.open(path);
  if (!part) throw new UnreadableFile("The Excel file names a sheet that it does not hold.");
  const sheet = new SheetReader(workbook);
  for await (const _ of readXml(part, sheet)) {
    const rows = sheet.take();
    if (rows.length > 0) yield rows;
  }
}

class SheetReader implements XmlReader {
  private readonly workbook: Workbook;
  private rows: string[][] = [];
  private count = 0;
  private cells: string[] = [];
  private column = 0;
  private type = "";
  private style = 0;
  private content = "";
  private isValue = false;
  private isPhonetic = false;

  constructor(workbook: Workbook) {
    this.workbook = workbook;
  }

  take(): string[][] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === "row") this.openRow(attributes);
    else if (name === "c") this.openCell(attributes);
    else if (name === "rPh") this.isPhonetic = true;
    else if (name === "v" || name === "t") this.isValue = true;
  }

  text(text: string): void {
    if (this.isValue && !this.isPhonetic) this.content += text;
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.isValue = false;
    else if (name === "rPh") this.isPhonetic = false;
    else if (name === "c") this.cells[this.column] = this.value();
    else if (name === "row") {
      for (let at = 0; at < this.cells.length; at += 1) this.cells[at] ??= "";
      this.rows.push(this.cells);
      this.count += 1;
    }
  }

  private openRow({ r }: Record<string, string>): void {
    const number = /^\d{1,7}$/.test(r ?? "") ? Number(r) : this.count + 1;
    if (number > MAX_ROWS || this.count >= MAX_ROWS) {
      throw new UnreadableFile("The Excel sheet has more rows than a sheet can hold.");
    }
    for (; this.count < number - 1; this.count += 1) this.rows.push([""]);
    this.cells = [];
    this.column = -1;
  }

  private openCell({ r, t, s }: Record<string, string>): void {
    this.column = Math.min(r ? columnOf(r) : this.column + 1, MAX_CELLS);
    this.type = t ?? "n";
    this.style = Number(s ?? 0);
    this.content = "";
  }

  private value(): string {
    const text = this.content;
    if (this.type === "s") return this.workbook.sharedTexts[Number(text)] ?? "";
    if (this.type === "b") return text === "1" ? "TRUE" : "FALSE";
    if (this.type !== "n" || text === "") return text;
    const number = Number(text);
    if (!Number.isFinite(number)) return text;
    if (this.workbook.isDateStyle[this.style]) return dateText(number, this.workbook.isFrom1904);
    return String(number);
  }
}

/** "AB12" → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const sign of reference.toUpperCase()) {
    const letter = sign.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = Math.min(column * 26 + letter, MAX_CELLS + 1);
  }
  return Math.max(0, column - 1);
}

/** A day's number as a date, with the time where it has one; what is no day stays a number. */
function dateText(days: number, isFrom1904: boolean): string {
  const base = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const at = new Date(base + Math.round(days * 86_400) * 1000);
  if (days < 0 || days > 2_958_465 || Number.isNaN(at.getTime())) return String(days);
  const iso = at.toISOString();
  return at.getTime() % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 16).replace("T", " ");
}

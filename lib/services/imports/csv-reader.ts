import { UnreadableFile } from "./unreadable-file.ts";

/** A quoted cell that is longer was never closed: its quote is a character like any other. */
const MAX_QUOTED_CHARACTERS = 64 * 1024;
const MAX_LINE_CHARACTERS = 1024 * 1024;

/** Where a cell ends; `wait`: the text ends before it can be told. */
type QuotedCell = { value: string; end: number } | "wait" | "bare";

/**
 * Cuts text into records as it comes. It takes what spreadsheets and hands write: line ends of any kind, quotes in the
 * middle of a cell, and quotes that are never closed, which would else swallow the rest of the file.
 */
export class CsvReader {
  private readonly delimiter: string;
  private text = "";
  private at = 0;
  private isLast = false;
  private feeds = new NextSign("\n");
  private returns = new NextSign("\r");

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  /** The records that are whole with this piece. A blank line is a record of one empty cell. Throws UnreadableFile. */
  push(piece: string): string[][] {
    this.text = this.text.slice(this.at) + piece;
    return this.read();
  }

  /** What is left at the end of the text. */
  end(): string[][] {
    this.text = this.text.slice(this.at);
    this.isLast = true;
    return this.read();
  }

  private read(): string[][] {
    this.at = 0;
    this.feeds = new NextSign("\n");
    this.returns = new NextSign("\r");
    const records: string[][] = [];
    while (this.at < this.text.length) {
      const record = this.readPlain() ?? this.readQuoted();
      if (record === null) break;
      records.push(record);
    }
    if (this.text.length - this.at > MAX_LINE_CHARACTERS) {
      throw new UnreadableFile(
        "A line of the file is longer than a million characters: this is no contact list.",
      );
    }
    return records;
  }

  /** A line without quotes, the quick way; null: it has some, or it does not end here. */
  private readPlain(): string[] | null {
    const end = this.lineEnd(this.at);
    if (end === this.text.length && !this.isLast) return null;
    const quote = this.text.indexOf('"', this.at);
    if (quote !== -1 && quote < end) return null;
    const line = this.text.slice(this.at, end);
    const next = this.afterLine(end);
    if (next === null) return null;
    this.at = next;
    return line.split(this.delimiter);
  }

  private readQuoted(): string[] | null {
    const cells: string[] = [];
    let at = this.at;
    for (;;) {
      const quoted = this.quotedCell(at);
      if (quoted === "wait") return null;
      let end: number;
      if (quoted === "bare") {
        const lineEnd = this.lineEnd(at);
        const delimiter = this.text.indexOf(this.delimiter, at);
        end = delimiter === -1 ? lineEnd : Math.min(delimiter, lineEnd);
        if (end === this.text.length && !this.isLast) return null;
        cells.push(this.text.slice(at, end));
      } else {
        end = quoted.end;
        cells.push(quoted.value);
      }
      if (this.text[end] !== this.delimiter) {
        const next = this.afterLine(end);
        if (next === null) return null;
        this.at = next;
        return cells;
      }
      at = end + 1;
    }
  }

  /** The quoted cell that begins at `from`, spaces around it left out; `bare`: it has no quote, or one that means itself. */
  private quotedCell(from: number): QuotedCell {
    const { text, delimiter } = this;
    let open = from;
    while (text[open] === " ") open += 1;
    if (text[open] !== '"') return "bare";
    let value = "";
    let start = open + 1;
    let stray = -1;
    for (;;) {
      const quote = text.indexOf('"', start);
      const seen = (quote === -1 ? text.length : quote) - open;
      if (seen > MAX_QUOTED_CHARACTERS) return "bare";
      if (stray !== -1 && this.lineEnd(stray) < (quote === -1 ? text.length : quote)) return "bare";
      if (quote === -1) return this.isLast ? "bare" : "wait";
      if (quote + 1 === text.length && !this.isLast) return "wait";
      if (text[quote + 1] === '"') {
        value += text.slice(start, quote + 1);
        start = quote + 2;
        continue;
      }
      let end = quote + 1;
      while (text[end] === " ") end += 1;
      if (end === text.length && !this.isLast) return "wait";
      if (end === text.length || text[end] === delimiter || text[end] === "\n" || text[end] === "\r") {
        return { value: value + text.slice(start, quote), end };
      }
      // A quote that opens a cell, lines below: the one above was never closed.
      const before = text[quote - 1];
      const opensCell = before === delimiter || before === "\n" || before === "\r";
      if (opensCell && this.lineEnd(open) < quote) return "bare";
      if (stray === -1) stray = quote;
      value += text.slice(start, quote + 1);
      start = quote + 1;
    }
  }

  /** Where the line that goes through `from` ends: at `\n`, `\r` or the end of the text. */
  private lineEnd(from: number): number {
    return Math.min(this.feeds.from(this.text, from), this.returns.from(this.text, from));
  }

  /** The beginning of the next line; null: whether a `\n` follows the `\r` is not known yet. */
  private afterLine(end: number): number | null {
    if (this.text[end] !== "\r") return Math.min(end + 1, this.text.length);
    if (end + 1 === this.text.length && !this.isLast) return null;
    return this.text[end + 1] === "\n" ? end + 2 : end + 1;
  }
}

/** Where a sign stands next, looked for once and not for each cell: a file may hold none of them at all. */
class NextSign {
  private readonly sign: string;
  private since = 0;
  private found = -1;

  constructor(sign: string) {
    this.sign = sign;
  }

  /** Its place at `start` or later; text.length: there is none. */
  from(text: string, start: number): number {
    if (start < this.since || start > this.found) {
      const at = text.indexOf(this.sign, start);
      this.since = start;
      this.found = at === -1 ? text.length : at;
    }
    return this.found;
  }
}

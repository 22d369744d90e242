import type { ColumnUse, Detected, Reading } from "#lib/domain/api/import";
import type { FileStore } from "#lib/storage/port";
import { type Columns, detectColumns, type RememberedUses, suggestColumns } from "./columns.ts";
import { findHeader, HEADER_WITHIN_ROWS } from "./header.ts";
import { openTable, type Table } from "./open-table.ts";
import type { NumberedRow } from "./read-row.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/** Columns are told by their content from so many rows. */
const SAMPLE_ROWS = 200;

export interface FileToRead {
  filePath: string;
  reading: Reading;
  mapping: Record<string, ColumnUse> | null;
  remembered: RememberedUses;
}

/** An uploaded file's rows under its header, and what they mean. */
export interface FileRows {
  detected: Detected;
  columns: Columns;
  /** In groups, blank rows left out. The same file always gives the same rows, so that a broken run goes on by counting. Throws UnreadableFile. */
  rows(): AsyncGenerator<NumberedRow[]>;
  bytesRead(): number;
  close(): Promise<void>;
}

/** `isDraft`: a person is still choosing, so that a phone column may be missing. Throws UnreadableFile; AppError `not_found`. */
export async function openFileRows(files: FileStore, file: FileToRead, isDraft = false): Promise<FileRows> {
  const table = await openTable(files, file.filePath, file.reading);
  try {
    return await underHeader(table, file, isDraft);
  } catch (error) {
    await table.close();
    throw error;
  }
}

async function underHeader(table: Table, file: FileToRead, isDraft: boolean): Promise<FileRows> {
  const source = table.rows();
  const head: NumberedRow[] = [];
  let line = 0;
  const filledRows = (group: string[][]): NumberedRow[] => {
    const rows: NumberedRow[] = [];
    for (const cells of group) {
      line += 1;
      if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells });
    }
    return rows;
  };
  const wanted = Math.max(SAMPLE_ROWS, file.reading.header_row ?? 0) + HEADER_WITHIN_ROWS;
  while (head.length < wanted) {
    const next = await source.next();
    if (next.done) break;
    head.push(...filledRows(next.value));
  }
  const at = headerAt(head, file.reading.header_row);
  const header = head[at] ?? null;
  const under = head.slice(at + 1);
  if (under.length === 0) {
    throw new UnreadableFile(
      header ? "The file has a header but no contacts under it." : "The file has no header line.",
    );
  }
  const hints = {
    mapping: file.mapping,
    remembered: file.remembered,
    sample: under.slice(0, SAMPLE_ROWS).map(({ cells }) => cells),
  };
  return {
    detected: { ...table.found, header_row: header?.line ?? 0 },
    columns: (isDraft ? suggestColumns : detectColumns)(header?.cells ?? null, hints),
    bytesRead: () => table.bytesRead(),
    close: () => table.close(),
    async *rows() {
      yield under;
      for await (const group of source) yield filledRows(group);
    },
  };
}

/** -1: there is none. Throws UnreadableFile for a chosen row that is blank or not there. */
function headerAt(head: NumberedRow[], chosen: number | null): number {
  if (chosen === null) return findHeader(head.slice(0, HEADER_WITHIN_ROWS).map(({ cells }) => cells));
  if (chosen === 0) return -1;
  const at = head.findIndex(({ line }) => line === chosen);
  if (at === -1)
    throw new UnreadableFile(`Row ${chosen} of the file is blank or not there: it is no header.`);
  return at;
}

import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Detected, Reading } from "#lib/domain/api/import";
import type { FileStore } from "#lib/storage/port";
import { openCsv } from "./csv-records.ts";
import { decodeText, findEncoding } from "./file-encoding.ts";
import { UnreadableFile } from "./unreadable-file.ts";
import { asUnreadable, openPackage } from "./xlsx/package.ts";
import { sheetRows } from "./xlsx/sheet-rows.ts";
import { readWorkbook } from "./xlsx/workbook.ts";

const OLD_EXCEL =
  "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password, or as CSV.";

/** A file as rows of cells, and how it was read; the header is looked for by whoever reads the rows. */
export interface Table {
  found: Omit<Detected, "header_row">;
  /** In groups; a blank row has one empty cell. To be read once. */
  rows(): AsyncGenerator<string[][]>;
  /** Of the file, as far as the rows have been read. */
  bytesRead(): number;
  close(): Promise<void>;
}

/** Throws UnreadableFile; AppError `not_found`. Close it when done. */
export async function openTable(files: FileStore, path: string, reading: Reading): Promise<Table> {
  const head = await firstBytes(files, path);
  if (head.equals(Buffer.from("504b0304", "hex"))) return openSheet(files, path, reading.sheet);
  if (head.equals(Buffer.from("d0cf11e0", "hex"))) throw new UnreadableFile(OLD_EXCEL);
  return openText(files, path, reading);
}

async function openText(files: FileStore, path: string, reading: Reading): Promise<Table> {
  const looksLike = await findEncoding(asIterable(await files.read("imports", path)));
  const encoding = reading.encoding ?? looksLike;
  let bytesRead = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of asIterable(await files.read("imports", path))) {
      bytesRead += chunk.length;
      yield chunk;
    }
  };
  const text = decodeText(counted(), encoding);
  const csv = await openCsv(text, reading.delimiter);
  return {
    found: { format: "text", encoding, delimiter: csv.delimiter, sheet: null, sheets: [] },
    rows: () => csv.records(),
    bytesRead: () => bytesRead,
    close: async () => {
      await text.return(undefined);
    },
  };
}

/** An archive is read from its end, so that it has to lie on disk. */
async function openSheet(files: FileStore, path: string, wanted: string | null): Promise<Table> {
  const folder = await mkdtemp(join(tmpdir(), "talky-sheet-"));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const local = join(folder, "file.xlsx");
    await pipeline(asIterable(await files.read("imports", path)), createWriteStream(local));
    const pack = await openPackage(local);
    const workbook = await readWorkbook(pack).catch((error: unknown) => {
      pack.close();
      throw asUnreadable(error);
    });
    const sheet = wanted === null ? workbook.sheets[0] : workbook.sheets.find(({ name }) => name === wanted);
    if (!sheet) {
      pack.close();
      throw new UnreadableFile("The Excel file has no sheet of that name.");
    }
    return {
      found: {
        format: "xlsx",
        encoding: null,
        delimiter: null,
        sheet: sheet.name,
        sheets: workbook.sheets.map(({ name }) => name),
      },
      rows: () => sheetRows(pack, workbook, sheet.path),
      bytesRead: () => 0,
      close: async () => {
        pack.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function firstBytes(files: FileStore, path: string): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of asIterable(await files.read("imports", path))) {
    head = Buffer.concat([head, chunk.subarray(0, 4)]);
    if (head.length >= 4) break;
  }
  return head.subarray(0, 4);
}

async function* asIterable(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

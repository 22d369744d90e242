import type { CountryCode } from "libphonenumber-js/max";
import type { ImportField, ImportOptions } from "#lib/domain/api/import";
import type { FileStore } from "#lib/storage/port";
import { DEFAULT_COUNTRY, toCountry } from "../contacts/phone-number.ts";
import { type Columns, detectColumns } from "./columns.ts";
import { type CsvRecord, csvRecords } from "./csv-records.ts";
import { decodeText, findEncoding } from "./file-encoding.ts";
import { type ReadRow, readRow } from "./read-row.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/** A row of the file as it reads; `duplicate`: its number stood in an earlier row. */
export type FileRow = { record: CsvRecord; columns: Columns } & (ReadRow | { kind: "duplicate" });

/**
 * The rows of an uploaded file, blank lines left out, read as the import's options say. The same file always gives the
 * same rows, so that a run that was broken off can go on by counting. Throws UnreadableFile; AppError `not_found`.
 */
export async function* fileRows(
  files: FileStore,
  file: { filePath: string } & Pick<ImportOptions, "mapping" | "default_country">,
): AsyncGenerator<FileRow> {
  const open = (): Promise<ReadableStream<Uint8Array>> => files.read("imports", file.filePath);
  const encoding = await findEncoding(asIterable(await open()));
  const country = toCountry(file.default_country ?? DEFAULT_COUNTRY) ?? DEFAULT_COUNTRY;
  yield* readRows(csvRecords(decodeText(asIterable(await open()), encoding)), file.mapping, country);
}

/** The rows under the first line that is not blank. */
export async function* readRows(
  groups: AsyncIterable<CsvRecord[]>,
  mapping: Record<string, ImportField> | null,
  country: CountryCode,
): AsyncGenerator<FileRow> {
  let columns: Columns | null = null;
  let line = 0;
  let rows = 0;
  const seen = new Set<string>();
  for await (const group of groups) {
    for (const record of group) {
      line += 1;
      if (record.cells.every((cell) => cell.trim() === "")) continue;
      if (!columns) {
        columns = detectColumns(record.cells, mapping);
        continue;
      }
      rows += 1;
      const read = readRow(record, columns, country, line);
      if (read.kind === "contact" && seen.has(read.lead.phone_number)) {
        yield { record, columns, kind: "duplicate" };
      } else {
        if (read.kind === "contact") seen.add(read.lead.phone_number);
        yield { record, columns, ...read };
      }
    }
  }
  if (!columns) throw new UnreadableFile("The file has no header line.");
  if (rows === 0) throw new UnreadableFile("The file has a header but no contacts under it.");
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

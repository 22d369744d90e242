import Papa from "papaparse";
import { findImportFile } from "#lib/data/imports";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { fileRows } from "./file-rows.ts";
import { UnreadableFile } from "./unreadable-file.ts";

const line = (cells: (string | number)[]): string =>
  // A cell that a spreadsheet would run as a formula is kept as text.
  `${Papa.unparse([cells], { escapeFormulae: true, newline: "\r\n" })}\r\n`;

/**
 * Every rejected row of the file with the reason, ready to be mended and uploaded again: it is read from the stored file
 * anew, so that it is whole although only the first errors are kept. Throws `not_found` before the first line.
 */
export async function importErrorsCsv(ctx: UserContext, id: string): Promise<AsyncGenerator<string>> {
  const file = await asUser(ctx, (trx, tenantId) => findImportFile(trx, tenantId, id));
  if (!file) throw missing("import");
  return errorLines(ctx, file);
}

async function* errorLines(ctx: UserContext, file: Parameters<typeof fileRows>[1]): AsyncGenerator<string> {
  let hasHeader = false;
  try {
    for await (const row of fileRows(ctx.files, file)) {
      if (!hasHeader) yield line(["row", "column", "code", "message", ...row.columns.names]);
      hasHeader = true;
      if (row.kind !== "rejected") continue;
      const { error } = row;
      yield line([error.row, error.column ?? "", error.code, error.message, ...row.record.cells]);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    if (!hasHeader) yield line(["row", "column", "code", "message"]);
    yield line(["", "", "file_unreadable", error.message]);
  }
}

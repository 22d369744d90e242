import { findErrorHead, type ImportErrorHead, listImportErrors } from "#lib/data/import-errors";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { csvLine } from "./csv-line.ts";

const PAGE_ROWS = 2000;

/** Every rejected row of the file with the reason, ready to be mended and uploaded again. Throws `not_found` before the first line. */
export async function importErrorsCsv(ctx: UserContext, id: string): Promise<AsyncGenerator<string>> {
  const head = await asUser(ctx, "campaigns.read", (trx, tenantId) => findErrorHead(trx, tenantId, id));
  if (!head) throw missing("import");
  return errorLines(ctx, id, head);
}

async function* errorLines(ctx: UserContext, id: string, head: ImportErrorHead): AsyncGenerator<string> {
  yield csvLine(["row", "column", "code", "message", ...head.columns.map(({ name }) => name)]);
  if (head.failure !== null) yield csvLine(["", "", "file_unreadable", head.failure]);
  let after = 0;
  for (;;) {
    const rows = await asUser(ctx, "campaigns.read", (trx, tenantId) =>
      listImportErrors(trx, tenantId, id, after, PAGE_ROWS),
    );
    yield rows
      .map(({ error, cells }) =>
        csvLine([error.row, error.column ?? "", error.code, error.message, ...cells]),
      )
      .join("");
    after = rows.at(-1)?.error.row ?? after;
    if (rows.length < PAGE_ROWS) return;
  }
}

import type { Import } from "#lib/domain/api/import";
import { formatCount } from "@/components/format/numbers";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { Notice } from "@/components/ui/notice";
import { IMPORT_TEXTS } from "./texts.ts";

const ERRORS_SHOWN = 10;

/** Every row of the file in one of four counts, and the first rows that were refused. */
export function ImportResult({ result }: { result: Import }) {
  if (result.status === "failed") {
    return <Notice tone="bad">{result.failure ?? IMPORT_TEXTS.failed}</Notice>;
  }
  const counts = [
    [IMPORT_TEXTS.rows, result.total_rows],
    [IMPORT_TEXTS.imported, result.imported],
    [IMPORT_TEXTS.updated, result.updated],
    [IMPORT_TEXTS.duplicates, result.duplicates_skipped],
    [IMPORT_TEXTS.rejected, result.rejected],
  ] as const;
  return (
    <div data-testid="import-result">
      <dl aria-label={result.file_name} className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-5">
        {counts.map(([label, count]) => (
          <div key={label} className="min-w-0">
            <dt className="text-xs text-ink-3">{label}</dt>
            <dd className="text-lg font-semibold">{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {result.rejected > 0 ? (
        <p className="mt-4 text-sm text-ink-2">
          <a
            href={`/api/v1/imports/${result.id}/errors.csv`}
            download
            className="font-medium text-accent underline underline-offset-2"
          >
            {IMPORT_TEXTS.errorFile}
          </a>
          <span className="ml-2 text-ink-3">{IMPORT_TEXTS.errorFileNote}</span>
        </p>
      ) : null}
      {result.errors.length > 0 ? (
        <div className="mt-4 rounded-md border border-line">
          <Table label={IMPORT_TEXTS.firstErrors}>
            <thead>
              <tr>
                <HeadCell className="text-right">Row</HeadCell>
                <HeadCell>Column</HeadCell>
                <HeadCell>{IMPORT_TEXTS.firstErrors}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {result.errors.slice(0, ERRORS_SHOWN).map((error) => (
                <Row key={`${error.row}-${error.code}-${error.column}`}>
                  <Cell className="h-9 text-right">{formatCount(error.row)}</Cell>
                  <Cell className="h-9 font-mono text-xs">{error.column ?? "–"}</Cell>
                  <Cell className="h-9">{error.message}</Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </div>
      ) : null}
    </div>
  );
}

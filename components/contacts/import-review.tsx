"use client";

import type { ColumnUse, ImportOptions, ImportPreview } from "#lib/domain/api/import";
import { MissingVariables } from "@/components/campaigns/missing-variables";
import { VerdictLines } from "@/components/campaigns/verdict-lines";
import { formatCount } from "@/components/format/numbers";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ImportColumns } from "./import-columns.tsx";
import { ImportReading } from "./import-reading.tsx";
import { ImportRows } from "./import-rows.tsx";
import { IMPORT_TEXTS as T, REVIEW_TEXTS as R } from "./texts.ts";

export type ImportChoice = Omit<Partial<ImportOptions>, "reading"> & {
  reading?: Partial<ImportOptions["reading"]>;
};

interface ImportReviewProps {
  preview: ImportPreview;
  choice: ImportChoice;
  /** The preview is not of the choice yet. */
  isStale: boolean;
  isStarting: boolean;
  error: string | null;
  onChange: (choice: ImportChoice) => void;
  onImport: () => void;
  onCancel: () => void;
}

/** What was understood of a file and what an import would do; all of it can be changed before anything is written. */
export function ImportReview(props: ImportReviewProps) {
  const { preview, choice, isStale, isStarting, error, onChange, onImport, onCancel } = props;
  const { counts } = preview;
  const willDo = counts.import + counts.update;
  const columnsChanged = (use: Record<string, ColumnUse>): void =>
    onChange({ ...choice, mapping: { ...choice.mapping, ...use } });
  return (
    <div className="flex flex-col gap-5 px-4 py-4" aria-busy={isStale}>
      {error ? <Notice tone="bad">{error}</Notice> : null}
      {preview.problem ? <Notice tone="warn">{preview.problem}</Notice> : null}
      <ImportReading preview={preview} choice={choice} onChange={onChange} />
      {preview.columns.length > 0 ? (
        <ImportColumns columns={preview.columns} onChange={columnsChanged} />
      ) : null}
      {preview.rows.length > 0 && !preview.problem ? (
        <>
          <Fates preview={preview} />
          {counts.import > 0 ? <Foreseen preview={preview} /> : null}
          <ImportRows preview={preview} />
        </>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{R.otherFile}</Button>
        <Button
          look="primary"
          disabled={isStale || isStarting || preview.problem !== null || willDo === 0}
          onClick={onImport}
        >
          {isStarting ? T.running : importLabel(willDo, preview.is_whole)}
        </Button>
      </div>
    </div>
  );
}

const importLabel = (count: number, isWhole: boolean): string =>
  isWhole ? `${R.import} ${formatCount(count)} ${count === 1 ? R.contact : R.contacts}` : R.importAll;

function Fates({ preview }: { preview: ImportPreview }) {
  const { counts } = preview;
  const shown = [
    [R.rows, counts.rows],
    [R.new, counts.import],
    [R.updated, counts.update],
    [R.duplicates, counts.duplicate],
    [R.rejected, counts.reject],
    [R.doNotCall, counts.do_not_call],
    [R.inWorkspace, counts.in_workspace],
  ] as const;
  return (
    <section aria-label={R.counts}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4 lg:grid-cols-7">
        {shown.map(([label, count]) => (
          <div key={label} className="min-w-0">
            <dt className="text-xs text-ink-3">{label}</dt>
            <dd className="text-lg font-semibold tabular-nums">{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {preview.is_whole ? null : (
        <p className="mt-2 text-xs text-ink-3">
          {R.ofFirst} {formatCount(counts.rows)} {R.ofFirstRest}
        </p>
      )}
    </section>
  );
}

/** What the gate would say of the new contacts now, and what the campaign's texts lack for them. */
function Foreseen({ preview }: { preview: ImportPreview }) {
  const { verdicts, missing_variables: missing, counts } = preview;
  return (
    <>
      <section aria-label={R.verdicts} className="text-sm">
        <h3 className="mb-1.5 font-semibold">{R.verdicts}</h3>
        <VerdictLines verdicts={verdicts} />
      </section>
      {missing.length > 0 ? <MissingVariables variables={missing} of={counts.import} /> : null}
    </>
  );
}

import { Ban, Check, Copy, RefreshCw } from "lucide-react";
import type { ImportPreview, RowFate } from "#lib/domain/api/import";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { FATE_TEXT, REVIEW_TEXTS as R } from "./texts.ts";

const LOOK = {
  import: { tone: "good", icon: Check },
  update: { tone: "accent", icon: RefreshCw },
  duplicate: { tone: "neutral", icon: Copy },
  reject: { tone: "bad", icon: Ban },
} as const satisfies Record<RowFate, { tone: string; icon: unknown }>;

const SHOWN_CELLS = 6;

/** The first rows of the file and what would become of each. */
export function ImportRows({ preview }: { preview: ImportPreview }) {
  const columns = preview.columns.slice(0, SHOWN_CELLS);
  return (
    <div className="rounded-md border border-line">
      <Table label={R.firstRows}>
        <thead>
          <tr>
            <HeadCell className="text-right">{R.row}</HeadCell>
            <HeadCell>{R.fate}</HeadCell>
            <HeadCell>{R.number}</HeadCell>
            {columns.map(({ name }) => (
              <HeadCell key={name}>{name}</HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <Row key={row.row}>
              <Cell className="h-9 text-right text-ink-3 tabular-nums">{row.row}</Cell>
              <Cell className="h-9 py-1.5">
                <Status {...LOOK[row.fate]}>{FATE_TEXT[row.fate]}</Status>
                {row.note ? <span className="mt-0.5 block text-xs text-ink-3">{row.note}</span> : null}
              </Cell>
              <Cell className="h-9 font-mono text-xs">{row.phone_number ?? "–"}</Cell>
              {columns.map(({ name }, at) => (
                <Cell key={name} className="h-9 max-w-48 truncate">
                  {row.cells[at]}
                </Cell>
              ))}
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

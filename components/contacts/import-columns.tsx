"use client";

import type { ColumnUse, ImportPreview } from "#lib/domain/api/import";
import { Select } from "@/components/ui/control";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { COLUMN_USE_TEXT, REVIEW_TEXTS as R } from "./texts.ts";
import { COLUMN_USES } from "#lib/domain/choices";

interface ImportColumnsProps {
  columns: ImportPreview["columns"];
  onChange: (uses: Record<string, ColumnUse>) => void;
}

/** What becomes of each column, with what stands in it. */
export function ImportColumns({ columns, onChange }: ImportColumnsProps) {
  return (
    <div className="max-h-96 overflow-y-auto rounded-md border border-line">
      <Table label={R.columns}>
        <thead>
          <tr>
            <HeadCell>{R.column}</HeadCell>
            <HeadCell>{R.use}</HeadCell>
            <HeadCell className="max-sm:hidden">{R.examples}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, use, examples }) => (
            <Row key={name}>
              <Cell className="max-w-48 truncate font-medium">{name}</Cell>
              <Cell className="w-52 py-1.5">
                <Select
                  aria-label={`${R.use}: ${name}`}
                  value={use}
                  onChange={(event) => {
                    const wanted = COLUMN_USES.find((u) => u === event.target.value) ?? "custom";
                    onChange(usesAfter(columns, name, wanted));
                  }}
                >
                  {COLUMN_USES.map((value) => (
                    <option key={value} value={value}>
                      {COLUMN_USE_TEXT[value]}
                    </option>
                  ))}
                </Select>
              </Cell>
              <Cell className="max-w-80 truncate text-ink-3 max-sm:hidden">{examples.join(" · ")}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

/** A field is filled by one column: the one that had it before is kept under its own name. */
function usesAfter(
  columns: ImportPreview["columns"],
  name: string,
  wanted: ColumnUse,
): Record<string, ColumnUse> {
  const isField = wanted !== "custom" && wanted !== "ignore";
  return Object.fromEntries(
    columns.map((column) => [
      column.name,
      column.name === name ? wanted : isField && column.use === wanted ? "custom" : column.use,
    ]),
  );
}

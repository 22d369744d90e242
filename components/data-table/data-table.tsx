"use client";

import { Cell, HeadCell, NamelessHead, Row, Table } from "@/components/ui/table";
import { cn } from "@/components/ui/class-names";
import type { Column } from "./column.ts";
import { moveByArrows } from "./move-by-arrows.ts";
import { RowCheckbox } from "./row-checkbox.tsx";
import { TABLE_TEXTS as T } from "./texts.ts";

export interface RowSelection<T> {
  ids: ReadonlySet<string>;
  onSelect: (ids: string[], isSelected: boolean) => void;
  allLabel: string;
  /** Of one row, with its name. */
  labelOf: (item: T) => string;
}

interface DataTableProps<T extends { id: string }> {
  label: string;
  columns: readonly Column<T>[];
  items: readonly T[];
  /** The row whose sheet is open. */
  currentId?: string | null;
  selection?: RowSelection<T> | null;
}

/** Rows of one kind. Its first link is what a row opens; arrows move from one to the next. */
export function DataTable<T extends { id: string }>(props: DataTableProps<T>) {
  const { label, columns, items, currentId = null, selection = null } = props;
  const ids = items.map(({ id }) => id);
  return (
    <Table label={label} aria-description={T.keys} onKeyDown={moveByArrows}>
      <thead>
        <tr>
          {selection ? (
            <HeadCell className="w-9">
              <RowCheckbox
                label={selection.allLabel}
                isChecked={ids.length > 0 && ids.every((id) => selection.ids.has(id))}
                onChange={(isOn) => selection.onSelect(ids, isOn)}
              />
            </HeadCell>
          ) : null}
          {columns.map(({ id, head, className }) =>
            head === "" ? (
              <NamelessHead key={id} className={className} />
            ) : (
              <HeadCell key={id} className={className}>
                {head}
              </HeadCell>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row
            key={item.id}
            data-row={item.id}
            className={cn(item.id === currentId && "bg-accent-soft hover:bg-accent-soft")}
          >
            {selection ? (
              <Cell className="w-9">
                <RowCheckbox
                  label={selection.labelOf(item)}
                  isChecked={selection.ids.has(item.id)}
                  onChange={(isOn) => selection.onSelect([item.id], isOn)}
                />
              </Cell>
            ) : null}
            {columns.map(({ id, cell, className }) => (
              <Cell key={id} className={className}>
                {cell(item)}
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

"use client";

import { memo } from "react";
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

/**
 * Rows of one kind. A row is drawn again when its item, `columns` or the selection's functions are other ones: whoever keeps
 * those the same between two drawings draws no row in vain. Its first link is what a row opens; arrows move from one to
 * the next.
 */
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
          <ItemRow
            key={item.id}
            item={item}
            columns={columns}
            isCurrent={item.id === currentId}
            isSelected={selection?.ids.has(item.id) ?? false}
            onSelect={selection?.onSelect ?? null}
            labelOf={selection?.labelOf ?? null}
          />
        ))}
      </tbody>
    </Table>
  );
}

interface ItemRowProps<T extends { id: string }> extends Pick<DataTableProps<T>, "columns"> {
  item: T;
  isCurrent: boolean;
  isSelected: boolean;
  /** null: nothing can be selected. */
  onSelect: RowSelection<T>["onSelect"] | null;
  labelOf: RowSelection<T>["labelOf"] | null;
}

const ItemRow = memo(ItemCells) as typeof ItemCells;

function ItemCells<T extends { id: string }>(props: ItemRowProps<T>) {
  const { item, columns, isCurrent, isSelected, onSelect, labelOf } = props;
  return (
    <Row data-row={item.id} className={cn(isCurrent && "bg-accent-soft hover:bg-accent-soft")}>
      {onSelect && labelOf ? (
        <Cell className="w-9">
          <RowCheckbox
            label={labelOf(item)}
            isChecked={isSelected}
            onChange={(isOn) => onSelect([item.id], isOn)}
          />
        </Cell>
      ) : null}
      {columns.map(({ id, cell, className }) => (
        <Cell key={id} className={className}>
          {cell(item)}
        </Cell>
      ))}
    </Row>
  );
}

import type { ReactNode } from "react";

export interface Column<T> {
  id: string;
  head: string;
  cell: (item: T) => ReactNode;
  className?: string;
  /** Can be hidden by whoever looks. */
  isOptional?: boolean;
  isHiddenAtFirst?: boolean;
}

/** What of the columns is shown: `changed` holds those whose showing was turned over. */
export function shownColumns<T>(columns: readonly Column<T>[], changed: ReadonlySet<string>): Column<T>[] {
  return columns.filter(({ id, isHiddenAtFirst = false }) => isHiddenAtFirst === changed.has(id));
}

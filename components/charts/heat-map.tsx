"use client";

import { formatCount, formatShare, formatShort } from "@/components/format/numbers";
import { cn } from "@/components/ui/class-names";
import { heatOf } from "./prepare.ts";

export interface HeatCell {
  row: number;
  column: number;
  /** How many of `of`. */
  count: number;
  of: number;
}

interface HeatMapProps {
  caption: string;
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly HeatCell[];
  /** What the number in a cell counts. */
  of: string;
}

const HEAT = [
  "bg-subtle",
  "bg-accent-fill/15",
  "bg-accent-fill/35",
  "bg-accent-fill/60",
  "bg-accent-fill/90 text-on-accent",
] as const;

/** A share in each cell, the stronger the higher, with how many it is of. */
export function HeatMap({ caption, rows, columns, cells, of }: HeatMapProps) {
  const at = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const most = Math.max(0, ...cells.map(({ count, of }) => (of > 0 ? count / of : 0)));
  return (
    <div className="relative overflow-x-auto px-4 py-4" tabIndex={0} role="group" aria-label={caption}>
      <table className="w-full min-w-200 table-fixed border-separate border-spacing-0.5 text-2xs">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-ink-3">
            <th scope="col" className="w-10">
              <span className="sr-only">Day</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="font-normal">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={row}>
              <th scope="row" className="text-left font-normal text-ink-3">
                {row}
              </th>
              {columns.map((column, c) => {
                const cell = at.get(`${r} ${c}`);
                const share = cell && cell.of > 0 ? cell.count / cell.of : 0;
                const words = cell
                  ? `${formatShare(share)}, ${formatCount(cell.count)} of ${formatCount(cell.of)}`
                  : "–";
                return (
                  <td
                    key={column}
                    title={`${row} ${column}: ${words}`}
                    className={cn("h-6 rounded-xs text-center text-ink", HEAT[heatOf(share, most)])}
                  >
                    <span className="sr-only">{words}</span>
                    <span aria-hidden>{cell ? formatShort(cell.of) : null}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p aria-hidden className="mt-2 flex items-center gap-1.5 text-2xs text-ink-3">
        0%
        {HEAT.map((shade) => (
          <span key={shade} className={cn("h-2.5 w-5 rounded-xs", shade)} />
        ))}
        {formatShare(most)} · {of}
      </p>
    </div>
  );
}

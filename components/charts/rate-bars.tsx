import { formatCount, formatShare } from "@/components/format/numbers";

export interface Rate {
  label: string;
  count: number;
  of: number;
}

/** A share a line, each with how many it is of: where that is few, the share says little. */
export function RateBars({ caption, rates, of }: { caption: string; rates: readonly Rate[]; of: string }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {rates.map(({ label, count, of: whole }) => (
          <tr key={label} className="border-b border-line last:border-b-0">
            <th scope="row" className="w-28 py-2 pl-4 text-left font-normal text-ink-2">
              {label}
            </th>
            <td className="py-2 pr-4">
              <span className="flex items-center gap-3">
                <span aria-hidden className="h-4 min-w-0 flex-1 rounded-sm bg-subtle">
                  <span
                    className="block h-full rounded-sm bg-accent-fill"
                    style={{ width: `${whole > 0 ? (count / whole) * 100 : 0}%` }}
                  />
                </span>
                <span className="w-10 text-right font-medium">
                  {whole > 0 ? formatShare(count / whole) : "–"}
                </span>
                <span className="w-36 text-right text-xs whitespace-nowrap text-ink-3 max-sm:w-24">
                  {formatCount(count)} of {formatCount(whole)} <span className="max-sm:sr-only">{of}</span>
                </span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { formatCount, formatShare } from "@/components/format/numbers";

export interface Step {
  label: string;
  count: number;
}

/** A funnel: each step as wide as its part of the first, with its part of the step before. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const first = steps[0]?.count ?? 0;
  return (
    <ol className="flex flex-col gap-2 px-4 py-4 text-sm">
      {steps.map(({ label, count }, i) => {
        const before = steps[i - 1]?.count ?? 0;
        return (
          <li
            key={label}
            className="grid grid-cols-[7.5rem_1fr_7rem] items-center gap-3 max-sm:grid-cols-[6rem_1fr_5.5rem]"
          >
            <span className="truncate text-ink-2">{label}</span>
            <span aria-hidden className="h-5 rounded-sm bg-subtle">
              <span
                className="block h-full rounded-sm bg-accent-fill"
                style={{ width: `${first > 0 ? (count / first) * 100 : 0}%` }}
              />
            </span>
            <span className="text-right tabular-nums">
              <span className="font-medium">{formatCount(count)}</span>
              {i > 0 && before > 0 ? (
                <span className="ml-2 text-xs text-ink-3">{formatShare(count / before)}</span>
              ) : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

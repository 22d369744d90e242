import type { ReactNode } from "react";
import type { VerdictCounts } from "#lib/domain/api/verdict";
import { JOB_REASON_TEXT } from "@/components/calls/texts";
import { formatCount } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { VERDICT_TEXTS as T } from "./texts.ts";

/** "820 may be called now · 110 outside calling hours, in 9 hours": what the gate says of each contact. */
export function VerdictLines({ verdicts }: { verdicts: VerdictCounts }) {
  return (
    <ul aria-label={T.title} className="flex flex-col gap-1 text-sm">
      <Line count={verdicts.allowed} word={T.allowed} note={null} />
      {verdicts.reasons.map(({ reason, count, next_at: nextAt }) => (
        <Line
          key={reason}
          count={count}
          word={JOB_REASON_TEXT[reason]}
          note={nextAt === null ? T.notByItself : <RelativeTime iso={nextAt} />}
        />
      ))}
    </ul>
  );
}

function Line({ count, word, note }: { count: number; word: string; note: ReactNode }) {
  return (
    <li className="flex items-baseline gap-3">
      <span className="w-14 shrink-0 text-right font-semibold">{formatCount(count)}</span>
      <span className="min-w-0 flex-1">{word}</span>
      {note ? <span className="shrink-0 text-xs text-ink-3">{note}</span> : null}
    </li>
  );
}

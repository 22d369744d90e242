import type { ReactNode } from "react";
import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import { formatCount, formatCounted, formatMicros, formatMs, formatShare } from "@/components/format/numbers";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { ANALYTICS_TEXTS as T } from "./texts.ts";

type Side = AnalyticsAnswers["campaigns"]["items"][number];

/** Side by side; each share with how many it is of, so that nobody takes three calls for a trend. */
export function ComparisonTable({ label, sides }: { label: string; sides: readonly Side[] }) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>{label}</HeadCell>
          <HeadCell className="text-right">{T.calls}</HeadCell>
          <HeadCell className="text-right">{T.human}</HeadCell>
          <HeadCell className="text-right">{T.engaged}</HeadCell>
          <HeadCell className="text-right">{T.goal}</HeadCell>
          <HeadCell className="text-right">{T.perCall}</HeadCell>
          <HeadCell className="text-right">{T.perGoal}</HeadCell>
          <HeadCell className="text-right">{T.replyTimes}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {sides.map((side) => (
          <Row key={side.id ?? ""}>
            <Cell className="max-w-56 truncate py-2 font-medium">{side.id ? side.name : T.noAgent}</Cell>
            <Cell className="text-right">{formatCount(side.calls)}</Cell>
            <Share count={side.human} of={side.calls} />
            <Share count={side.engaged} of={side.human} />
            <Share count={side.goals_achieved} of={side.human} />
            <Cell className="text-right whitespace-nowrap">{per(side.total_micros, side.calls)}</Cell>
            <Cell className="text-right whitespace-nowrap">
              {per(side.total_micros, side.goals_achieved)}
            </Cell>
            <Cell className="text-right whitespace-nowrap">
              {side.reply_ms.p50 === null || side.reply_ms.p95 === null ? (
                "–"
              ) : (
                <>
                  {formatMs(side.reply_ms.p50)} · {formatMs(side.reply_ms.p95)}
                  <Of>{formatCounted(side.replies, T.reply, T.replies)}</Of>
                </>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const per = (micros: number, n: number): string => (n === 0 ? "–" : formatMicros(micros / n));

function Share({ count, of }: { count: number; of: number }) {
  return (
    <Cell className="text-right whitespace-nowrap">
      {of === 0 ? "–" : formatShare(Math.min(1, count / of))}
      <Of>
        {formatCount(count)} of {formatCount(of)}
      </Of>
    </Cell>
  );
}

function Of({ children }: { children: ReactNode }) {
  return <span className="block text-2xs text-ink-3">{children}</span>;
}

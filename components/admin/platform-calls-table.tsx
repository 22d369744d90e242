import type { AdminCall } from "#lib/domain/api/admin";
import { CARRIER_STATE_TEXT, DISPOSITION_TEXT, TELEPHONY_RESULT_TEXT } from "@/components/calls/texts";
import { formatClock } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { ADMIN_TEXTS as T } from "./texts.ts";

function outcomeText(call: AdminCall): string {
  if (call.disposition !== null) return DISPOSITION_TEXT[call.disposition];
  if (call.telephony_result !== null) return TELEPHONY_RESULT_TEXT[call.telephony_result];
  return CARRIER_STATE_TEXT[call.carrier_state];
}

export function PlatformCallsTable({ calls }: { calls: readonly AdminCall[] }) {
  return (
    <Table label={T.calls}>
      <thead>
        <tr>
          <HeadCell>{T.business}</HeadCell>
          <HeadCell>{T.outcome}</HeadCell>
          <HeadCell className="text-right max-md:hidden">{T.attempt}</HeadCell>
          <HeadCell className="text-right max-sm:hidden">{T.duration}</HeadCell>
          <HeadCell className="text-right">{T.requested}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <Row key={call.id}>
            <Cell className="max-w-56 truncate max-sm:max-w-32">{call.business_name}</Cell>
            <Cell className="whitespace-nowrap">{outcomeText(call)}</Cell>
            <Cell className="text-right tabular-nums max-md:hidden">{call.attempt}</Cell>
            <Cell className="text-right tabular-nums max-sm:hidden">
              {call.duration_s === null || call.duration_s === 0 ? "–" : formatClock(call.duration_s)}
            </Cell>
            <Cell className="text-right text-ink-2">
              <RelativeTime iso={call.requested_at} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

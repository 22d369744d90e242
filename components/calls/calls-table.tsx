import Link from "next/link";
import type { CallSummary } from "#lib/domain/api/call";
import { formatClock, formatMs } from "@/components/format/numbers";
import { maskPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { RunningClock } from "@/components/time/running-clock";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { CallOutcome } from "./call-outcome.tsx";
import { isCallLive, outcomeOf } from "./outcome.ts";

interface CallsTableProps {
  calls: CallSummary[];
  label: string;
  /** Left out on a campaign's own page. */
  withCampaign?: boolean;
}

export function CallsTable({ calls, label, withCampaign = true }: CallsTableProps) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          <HeadCell>Contact</HeadCell>
          <HeadCell>Outcome</HeadCell>
          {withCampaign ? <HeadCell className="max-md:hidden">Campaign</HeadCell> : null}
          <HeadCell className="text-right max-sm:hidden">Duration</HeadCell>
          <HeadCell className="text-right max-sm:hidden">Reply time</HeadCell>
          <HeadCell className="text-right max-sm:hidden">Placed</HeadCell>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <Row key={call.id}>
            <Cell className="max-w-56 py-2">
              <Link
                href={`/calls/${call.id}`}
                className="block truncate font-medium text-ink after:absolute after:inset-0"
              >
                {call.contact_name ?? maskPhone(call.phone_number)}
              </Link>
              {call.contact_name ? (
                <span className="block text-xs whitespace-nowrap text-ink-3">
                  {maskPhone(call.phone_number)}
                </span>
              ) : null}
            </Cell>
            <Cell className="py-2">
              <CallOutcome view={outcomeOf(call)} />
              <span className="mt-0.5 block text-xs text-ink-3 sm:hidden">
                <RelativeTime iso={call.requested_at} /> · <CallDuration call={call} />
              </span>
            </Cell>
            {withCampaign ? (
              <Cell className="max-w-48 truncate text-ink-2 max-md:hidden">{call.campaign_name}</Cell>
            ) : null}
            <Cell className="text-right whitespace-nowrap max-sm:hidden">
              <CallDuration call={call} />
            </Cell>
            <Cell className="text-right whitespace-nowrap text-ink-2 max-sm:hidden">
              {call.latency_ms.p50 === null ? <Dash /> : formatMs(call.latency_ms.p50)}
            </Cell>
            <Cell className="text-right text-ink-2 max-sm:hidden">
              <RelativeTime iso={call.requested_at} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function CallDuration({ call }: { call: CallSummary }) {
  if (isCallLive(call) && call.answered_at) return <RunningClock sinceIso={call.answered_at} />;
  return call.duration_s === null || call.duration_s === 0 ? <Dash /> : formatClock(call.duration_s);
}

function Dash() {
  return <span className="text-ink-3">–</span>;
}

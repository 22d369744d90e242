import type { CallSummary } from "#lib/domain/api/call";
import type { Column } from "@/components/data-table/column";
import { ContactCell } from "@/components/data-table/contact-cell";
import { formatClock, formatMicros, formatMs } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { RunningClock } from "@/components/time/running-clock";
import { CallOutcome } from "./call-outcome.tsx";
import { isCallLive, outcomeOf } from "./outcome.ts";
import { CALL_COLUMN_TEXT as T, ENDED_BY_TEXT } from "./texts.ts";

interface CallColumnsInput {
  /** Left out on a campaign's own page. */
  withCampaign: boolean;
  /** Opens the call beside the list; left out: its page. */
  onOpen?: (id: string) => void;
}

const right = "text-right whitespace-nowrap max-sm:hidden";

export const callColumns = ({ withCampaign, onOpen }: CallColumnsInput): Column<CallSummary>[] => [
  {
    id: "contact",
    head: T.contact,
    className: "max-w-56 py-1.5",
    cell: (call) => (
      <ContactCell
        href={`/calls/${call.id}`}
        name={call.contact_name}
        phoneNumber={call.phone_number}
        onOpen={onOpen && (() => onOpen(call.id))}
      />
    ),
  },
  {
    id: "outcome",
    head: T.outcome,
    className: "py-1.5",
    cell: (call) => (
      <>
        <CallOutcome view={outcomeOf(call)} />
        <span className="mt-0.5 block text-xs text-ink-3 sm:hidden">
          <RelativeTime iso={call.requested_at} /> · <CallDuration call={call} />
        </span>
      </>
    ),
  },
  ...(withCampaign
    ? [
        {
          id: "campaign",
          head: T.campaign,
          className: "max-w-48 truncate text-ink-2 max-md:hidden",
          isOptional: true,
          cell: (call: CallSummary) => call.campaign_name,
        },
      ]
    : []),
  {
    id: "attempt",
    head: T.attempt,
    className: right,
    isOptional: true,
    isHiddenAtFirst: true,
    cell: (call) => call.attempt,
  },
  {
    id: "ended_by",
    head: T.endedBy,
    className: "whitespace-nowrap text-ink-2 max-md:hidden",
    isOptional: true,
    isHiddenAtFirst: true,
    cell: (call) => (call.ended_by ? ENDED_BY_TEXT[call.ended_by] : <Dash />),
  },
  {
    id: "duration",
    head: T.duration,
    className: right,
    isOptional: true,
    cell: (call) => <CallDuration call={call} />,
  },
  {
    id: "latency",
    head: T.latency,
    className: `${right} text-ink-2`,
    isOptional: true,
    cell: (call) => (call.latency_ms.p50 === null ? <Dash /> : formatMs(call.latency_ms.p50)),
  },
  {
    id: "cost",
    head: T.cost,
    className: `${right} text-ink-2`,
    isOptional: true,
    isHiddenAtFirst: true,
    cell: (call) => (call.settled_at === null ? <Dash /> : formatMicros(call.cost.total_micros)),
  },
  {
    id: "placed",
    head: T.placed,
    className: `${right} text-ink-2`,
    cell: (call) => <RelativeTime iso={call.requested_at} />,
  },
];

function CallDuration({ call }: { call: CallSummary }) {
  if (isCallLive(call) && call.answered_at) return <RunningClock sinceIso={call.answered_at} />;
  return call.duration_s === null || call.duration_s === 0 ? <Dash /> : formatClock(call.duration_s);
}

function Dash() {
  return <span className="text-ink-3">–</span>;
}

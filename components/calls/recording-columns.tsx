import { Download, Pause, Play } from "lucide-react";
import type { Recording } from "#lib/domain/api/recording";
import type { Column } from "@/components/data-table/column";
import { ContactCell } from "@/components/data-table/contact-cell";
import { formatBytes, formatClock } from "@/components/format/numbers";
import { maskPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { CallOutcome } from "./call-outcome.tsx";
import { dispositionView } from "./outcome.ts";
import { RECORDING_TEXTS as T } from "./texts.ts";

interface RecordingColumnsInput {
  srcOf: (callId: string) => string;
  /** The call that sounds now. */
  playing: string | null;
  onToggle: (callId: string) => void;
  /** Opens the call beside the list. */
  onOpen: (callId: string) => void;
}

const right = "text-right whitespace-nowrap";

/** Each is listened to in its row, or beside what was said; or taken along as a file. */
export const recordingColumns = ({
  srcOf,
  playing,
  onToggle,
  onOpen,
}: RecordingColumnsInput): Column<Recording>[] => [
  {
    id: "play",
    head: "",
    className: "w-10",
    cell: ({ call }) => (
      <Button
        look="quiet"
        size="icon"
        aria-label={`${playing === call.id ? T.pause : T.play}: ${nameOf(call)}`}
        // Above the link that the whole row is.
        className="relative z-1"
        onClick={() => onToggle(call.id)}
      >
        {playing === call.id ? <Pause aria-hidden /> : <Play aria-hidden />}
      </Button>
    ),
  },
  {
    id: "contact",
    head: T.contact,
    className: "max-w-56 py-1.5",
    cell: ({ call }) => (
      <ContactCell
        href={`/calls/${call.id}`}
        name={call.contact_name}
        phoneNumber={call.phone_number}
        onOpen={() => onOpen(call.id)}
      />
    ),
  },
  {
    id: "outcome",
    head: T.outcome,
    className: "max-sm:hidden",
    cell: ({ call }) => (call.disposition ? <CallOutcome view={dispositionView(call.disposition)} /> : null),
  },
  {
    id: "campaign",
    head: T.campaign,
    className: "max-w-48 truncate text-ink-2 max-md:hidden",
    isOptional: true,
    cell: ({ call }) => call.campaign_name,
  },
  {
    id: "duration",
    head: T.duration,
    className: right,
    isOptional: true,
    cell: (recording) => formatClock(recording.duration_s),
  },
  {
    id: "recorded",
    head: T.recorded,
    className: `${right} text-ink-2 max-sm:hidden`,
    isOptional: true,
    cell: (recording) => <RelativeTime iso={recording.created_at} />,
  },
  {
    id: "file",
    head: T.file,
    className: right,
    cell: ({ call, bytes }) => (
      <a
        href={srcOf(call.id)}
        download={`call-${call.id}.wav`}
        className="relative z-1 inline-flex items-center gap-1.5 text-accent hover:underline"
      >
        <Download aria-hidden className="size-3.5" />
        {formatBytes(bytes)}
        <span className="sr-only">
          {T.download}: {nameOf(call)}
        </span>
      </a>
    ),
  },
];

const nameOf = (call: Recording["call"]): string => call.contact_name ?? maskPhone(call.phone_number);

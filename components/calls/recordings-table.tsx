import { Download } from "lucide-react";
import Link from "next/link";
import type { Recording } from "#lib/domain/api/recording";
import { formatBytes, formatClock } from "@/components/format/numbers";
import { maskPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { CallOutcome } from "./call-outcome.tsx";
import { dispositionView } from "./outcome.ts";
import { RECORDING_TEXTS as T } from "./texts.ts";

interface RecordingsTableProps {
  recordings: Recording[];
  srcOf: (callId: string) => string;
}

/** Each is listened to on its call's page, beside what was said; or taken along as a file. */
export function RecordingsTable({ recordings, srcOf }: RecordingsTableProps) {
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          <HeadCell>{T.contact}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.outcome}</HeadCell>
          <HeadCell className="max-md:hidden">{T.campaign}</HeadCell>
          <HeadCell className="text-right">{T.duration}</HeadCell>
          <HeadCell className="text-right max-sm:hidden">{T.recorded}</HeadCell>
          <HeadCell className="text-right">{T.file}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {recordings.map(({ id, call, duration_s, bytes, created_at }) => {
          const name = call.contact_name ?? maskPhone(call.phone_number);
          return (
            <Row key={id}>
              <Cell className="max-w-56 py-2">
                <Link href={`/calls/${call.id}`} className="block truncate font-medium hover:underline">
                  {name}
                </Link>
                {call.contact_name ? (
                  <span className="block text-xs whitespace-nowrap text-ink-3">
                    {maskPhone(call.phone_number)}
                  </span>
                ) : null}
              </Cell>
              <Cell className="max-sm:hidden">
                {call.disposition ? <CallOutcome view={dispositionView(call.disposition)} /> : null}
              </Cell>
              <Cell className="max-w-48 truncate text-ink-2 max-md:hidden">{call.campaign_name}</Cell>
              <Cell className="text-right whitespace-nowrap">{formatClock(duration_s)}</Cell>
              <Cell className="text-right text-ink-2 max-sm:hidden">
                <RelativeTime iso={created_at} />
              </Cell>
              <Cell className="text-right">
                <a
                  href={srcOf(call.id)}
                  download={`call-${call.id}.wav`}
                  className="inline-flex items-center gap-1.5 whitespace-nowrap text-accent hover:underline"
                >
                  <Download aria-hidden className="size-3.5" />
                  {formatBytes(bytes)}
                  <span className="sr-only">
                    {T.download}: {name}
                  </span>
                </a>
              </Cell>
            </Row>
          );
        })}
      </tbody>
    </Table>
  );
}

"use client";

import { Download, Pause, Play } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import type { Recording } from "#lib/domain/api/recording";
import { formatBytes, formatClock } from "@/components/format/numbers";
import { maskPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { CallOutcome } from "./call-outcome.tsx";
import { dispositionView } from "./outcome.ts";
import { RECORDING_TEXTS as T } from "./texts.ts";

const srcOf = (callId: string): string => `/api/v1/calls/${callId}/recording`;

interface RecordingsTableProps {
  recordings: Recording[];
}

/** Each is listened to in its row, one at a time, or on its call's page beside what was said; or taken along as a file. */
export function RecordingsTable({ recordings }: RecordingsTableProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const toggle = (callId: string): void => {
    const element = audio.current;
    if (!element) return;
    if (chosen === callId && isPlaying) return element.pause();
    if (chosen !== callId) element.src = srcOf(callId);
    setChosen(callId);
    void element.play().catch(() => setIsPlaying(false));
  };
  return (
    <>
      {/* What is said in it can be read on the call's page. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio
        ref={audio}
        controls
        aria-label={T.player}
        preload="none"
        data-testid="row-player"
        className={
          chosen === null ? "hidden" : "sticky top-0 z-10 h-12 w-full border-b border-line bg-surface p-1.5"
        }
        onPlay={() => setIsPlaying(true)}
        onPause={() => setIsPlaying(false)}
        onEnded={() => setIsPlaying(false)}
      />
      <Table label={T.title}>
        <thead>
          <tr>
            <HeadCell className="w-10">
              <span className="sr-only">{T.play}</span>
            </HeadCell>
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
              <Row key={id} className={chosen === call.id ? "bg-accent-soft" : undefined}>
                <Cell className="py-2">
                  <Button
                    look="quiet"
                    size="icon"
                    aria-label={`${chosen === call.id && isPlaying ? T.pause : T.play}: ${name}`}
                    onClick={() => toggle(call.id)}
                  >
                    {chosen === call.id && isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
                  </Button>
                </Cell>
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
    </>
  );
}

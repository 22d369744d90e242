"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import type { CallSummary } from "#lib/domain/api/call";
import { CallFacts } from "@/components/calls/call-facts";
import { CallOutcome } from "@/components/calls/call-outcome";
import { isCallLive, outcomeOf } from "@/components/calls/outcome";
import { CALL_LOG_TEXTS as T } from "@/components/calls/texts";
import { Transcript } from "@/components/calls/transcript";
import { RowSheet } from "@/components/data-table/row-sheet";
import { maskPhone } from "@/components/format/phone";
import { ErrorState } from "@/components/ui/error-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { openedCallQuery } from "./call-queries.ts";
import { sentenceOf } from "./fetch-api.ts";
import { HangUp } from "./hang-up.tsx";
import { ListenIn } from "./listen-in.tsx";

interface CallSheetProps {
  id: string;
  /** The calls of the list that it lies in. */
  ids: readonly string[];
  /** What the list knows of it. */
  summary?: CallSummary | undefined;
  /** An owner or an admin looks. */
  canManage: boolean;
  onOpen: (id: string | null) => void;
}

/** What was said in a call and what came of it, beside the list. */
export function CallSheet({ id, ids, summary, canManage, onOpen }: CallSheetProps) {
  const router = useRouter();
  const { data: call, error, refetch } = useQuery(openedCallQuery(id));
  const place = ids.indexOf(id);
  const known = call ?? summary;
  const href = `/calls/${id}`;
  const [before, behind] = [place > 0 ? ids[place - 1] : undefined, ids[place + 1]];
  const onStep = useMemo(
    () => ({
      previous: before ? () => onOpen(before) : null,
      next: place >= 0 && behind ? () => onOpen(behind) : null,
    }),
    [before, behind, place, onOpen],
  );
  return (
    <RowSheet
      title={known ? (known.contact_name ?? maskPhone(known.phone_number)) : T.sheetLoading}
      badge={known ? <CallOutcome view={outcomeOf(known)} /> : null}
      href={href}
      onOpenPage={() => router.push(href)}
      onClose={() => onOpen(null)}
      onStep={onStep}
      actions={
        known && isCallLive(known) ? (
          <>
            {canManage && known.answered_at ? <ListenIn key={id} callId={id} size="sm" /> : null}
            <HangUp key={`end ${id}`} callId={id} size="sm" />
          </>
        ) : null
      }
    >
      {call ? (
        <>
          {call.summary ? <p className="border-b border-line px-4 py-3 text-sm">{call.summary}</p> : null}
          {call.turns.length > 0 ? <Transcript turns={call.turns} currentIndex={null} /> : null}
          <div className="border-t border-line py-1">
            <CallFacts call={call} />
          </div>
        </>
      ) : error ? (
        <ErrorState title={T.sheetFailed} text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <Loading label={T.sheetLoading}>
          <div className="flex flex-col gap-3 p-4">
            <Skeleton className="h-16 w-4/5" />
            <Skeleton className="ml-auto h-12 w-3/5" />
            <Skeleton className="h-16 w-4/5" />
          </div>
        </Loading>
      )}
    </RowSheet>
  );
}

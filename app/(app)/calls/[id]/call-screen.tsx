"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { PhoneMissed } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { CallAnalysis } from "#lib/domain/api/analysis";
import type { CallDetail, CallEvent } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import {
  callAnalysisQuery,
  callEventsQuery,
  callQuery,
  callsKey,
  isSettling,
  recordingPeaksQuery,
  recordingSrc,
} from "@/app/_client/call-queries";
import { CorrectCall } from "@/app/_client/correct-call";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { HangUp } from "@/app/_client/hang-up";
import { ListenIn } from "@/app/_client/listen-in";
import { CallAnalysisCard } from "@/components/calls/call-analysis";
import { CallConversation } from "@/components/calls/call-conversation";
import { CallEvents } from "@/components/calls/call-events";
import { CallFacts } from "@/components/calls/call-facts";
import { CorrectionNote } from "@/components/calls/correction-note";
import { CallOutcome } from "@/components/calls/call-outcome";
import { isCallLive, outcomeOf } from "@/components/calls/outcome";
import { CALL_TEXTS as T } from "@/components/calls/texts";
import { TurnLatencyChart } from "@/components/calls/turn-latency";
import { maskPhone } from "@/components/format/phone";
import { PageHeader } from "@/components/layout/page-header";
import { RunningClock } from "@/components/time/running-clock";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { useToast } from "@/components/ui/toast";

interface CallScreenProps {
  call: CallDetail;
  events: Page<CallEvent>;
  analysis: CallAnalysis;
  /** An owner or an admin looks. */
  canManage: boolean;
}

export function CallScreen({
  call: firstCall,
  events: firstEvents,
  analysis: firstAnalysis,
  canManage,
}: CallScreenProps) {
  const { data: call } = useQuery(callQuery(firstCall.id, firstCall));
  const isLive = isCallLive(call);
  const { data: events } = useQuery(callEventsQuery(call.id, firstEvents));
  const { data: analysis } = useQuery(callAnalysisQuery(call.id, isSettling(call), firstAnalysis));
  const { data: peaks } = useQuery(recordingPeaksQuery(call.id, call.recording?.bytes ?? null));
  return (
    <>
      <PageHeader
        parent={{ href: "/calls", label: "Calls" }}
        title={call.contact_name ?? maskPhone(call.phone_number)}
        badge={
          <span className="flex items-center gap-2">
            <CallOutcome view={outcomeOf(call)} />
            {isLive && call.answered_at ? (
              <span className="text-sm font-medium text-live">
                <RunningClock sinceIso={call.answered_at} />
              </span>
            ) : null}
          </span>
        }
        note={
          <>
            Attempt {call.attempt} of{" "}
            <Link href={`/campaigns/${call.campaign_id}`} className="text-accent hover:underline">
              {call.campaign_name}
            </Link>
          </>
        }
        actions={
          isLive ? (
            <>
              {canManage && call.answered_at ? <ListenIn callId={call.id} /> : null}
              <HangUp callId={call.id} />
            </>
          ) : null
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {call.answered_at || isLive ? (
            <>
              <CallConversation
                call={call}
                recordingSrc={recordingSrc(call.id)}
                peaks={peaks ?? null}
                isLive={isLive}
              />
              <Card aria-label={T.latency}>
                <CardHeader title={T.latency} note={T.latencyNote} />
                <TurnLatencyChart turns={call.turns} />
              </Card>
            </>
          ) : (
            <Card>
              <EmptyState icon={PhoneMissed} title={T.notReachedTitle} text={T.notReachedText} />
            </Card>
          )}
          <Card aria-label={T.events}>
            <CardHeader title={T.events} note={T.eventsNote} />
            <CallEvents events={events.items} startedAt={call.requested_at} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:order-first">
          {analysis.status === "none" ? null : <LookBack call={call} analysis={analysis} />}
          <Card aria-label={T.outcome}>
            <CardHeader
              title={T.outcome}
              actions={
                canManage && call.settled_at !== null && call.disposition !== null ? (
                  <CorrectCall call={call} />
                ) : null
              }
            />
            <CallFacts call={call} />
            {call.correction ? <CorrectionNote correction={call.correction} /> : null}
          </Card>
        </div>
      </div>
    </>
  );
}

function LookBack({ call, analysis }: { call: CallDetail; analysis: CallAnalysis }) {
  const queries = useQueryClient();
  const toast = useToast();
  const again = useMutation({
    mutationFn: () => fetchApi<CallAnalysis>(`/calls/${call.id}/analysis`, { method: "POST" }),
    onSuccess: (asked) => queries.setQueryData([...callsKey, call.id, "analysis"], asked),
    onError: (error) => toast("bad", sentenceOf(error)),
  });
  return (
    <CallAnalysisCard
      analysis={analysis}
      isGoalAchieved={call.goal_achieved}
      isAsking={again.isPending}
      onAgain={() => again.mutate()}
    />
  );
}

"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { PhoneMissed, PhoneOff } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { CallDetail, CallEvent } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import {
  callEventsQuery,
  callQuery,
  callRefetchMs,
  recordingPeaksQuery,
  recordingSrc,
} from "@/app/_client/call-queries";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { CallConversation } from "@/components/calls/call-conversation";
import { CallEvents } from "@/components/calls/call-events";
import { CallFacts } from "@/components/calls/call-facts";
import { CallOutcome } from "@/components/calls/call-outcome";
import { isCallLive, outcomeOf } from "@/components/calls/outcome";
import { CALL_TEXTS as T } from "@/components/calls/texts";
import { TurnLatencyChart } from "@/components/calls/turn-latency";
import { maskPhone } from "@/components/format/phone";
import { PageHeader } from "@/components/layout/page-header";
import { RunningClock } from "@/components/time/running-clock";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { useToast } from "@/components/ui/toast";

interface CallScreenProps {
  call: CallDetail;
  events: Page<CallEvent>;
}

export function CallScreen({ call: firstCall, events: firstEvents }: CallScreenProps) {
  const { data: call } = useQuery(callQuery(firstCall.id, firstCall));
  const isLive = isCallLive(call);
  const isMoving = callRefetchMs(call) !== false;
  const { data: events } = useQuery(callEventsQuery(call.id, isMoving, firstEvents));
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
        actions={isLive ? <HangUp callId={call.id} /> : null}
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
        <Card aria-label={T.outcome}>
          <CardHeader title={T.outcome} />
          {call.summary ? (
            <p className="border-b border-line px-4 py-3 text-sm text-ink-2">{call.summary}</p>
          ) : null}
          <CallFacts call={call} />
        </Card>
      </div>
    </>
  );
}

function HangUp({ callId }: { callId: string }) {
  const [isAsked, setIsAsked] = useState(false);
  const toast = useToast();
  const hangUp = useMutation({
    mutationFn: () => fetchApi(`/calls/${callId}/hangup`, { method: "POST" }),
    onSuccess: () => toast("good", T.hungUp),
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: () => setIsAsked(false),
  });
  return (
    <>
      <Button look="danger" onClick={() => setIsAsked(true)}>
        <PhoneOff aria-hidden />
        {T.hangUp}
      </Button>
      <Dialog
        open={isAsked}
        onOpenChange={setIsAsked}
        title={T.hangUpTitle}
        description={T.hangUpText}
        footer={
          <>
            <Button onClick={() => setIsAsked(false)}>Cancel</Button>
            <Button look="danger" disabled={hangUp.isPending} onClick={() => hangUp.mutate()}>
              {T.hangUp}
            </Button>
          </>
        }
      />
    </>
  );
}

"use client";

import { PhoneCall } from "lucide-react";
import { memo } from "react";
import type { LiveBoard, LiveCall } from "#lib/domain/api/live";
import { HangUp } from "@/app/_client/hang-up";
import { ListenIn } from "@/app/_client/listen-in";
import { useLiveBoard } from "@/app/_client/live/use-live-board";
import { LiveCard } from "@/components/calls/live-card";
import { isCallLive } from "@/components/calls/outcome";
import { LIVE_TEXTS as T } from "@/components/calls/texts";
import { formatCount } from "@/components/format/numbers";
import { maskPhone } from "@/components/format/phone";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** The calls that go on, in the order in which they were asked for: none moves under the pointer. */
export function LiveScreen({ initial, canManage }: { initial: LiveBoard; canManage: boolean }) {
  const board = useLiveBoard(initial);
  const calls = [...board.values()].toSorted((a, b) => a.requested_at.localeCompare(b.requested_at));
  return (
    <>
      <PageHeader
        parent={{ href: "/calls", label: "Calls" }}
        title={T.title}
        note={T.note}
        actions={
          <span className="text-sm text-ink-2 tabular-nums" role="status">
            {formatCount(calls.length)} {T.inCall}
          </span>
        }
      />
      {calls.length === 0 ? (
        <Card>
          <EmptyState
            icon={PhoneCall}
            title={T.noneTitle}
            text={T.noneText}
            action={<LinkButton href="/campaigns">{T.toCampaigns}</LinkButton>}
          />
        </Card>
      ) : (
        <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {calls.map((call) => (
            <BoardCard key={call.call_id} call={call} canManage={canManage} />
          ))}
        </div>
      )}
    </>
  );
}

/** Drawn anew only when something of its own call is new: there may be many beside it. */
const BoardCard = memo(({ call, canManage }: { call: LiveCall; canManage: boolean }) => {
  const of = call.contact_name ?? maskPhone(call.phone_number);
  return (
    <LiveCard
      call={call}
      actions={
        <>
          {canManage && call.carrier_state === "answered" ? (
            <ListenIn callId={call.call_id} of={of} size="sm" />
          ) : null}
          {isCallLive({ ...call, settled_at: null }) ? (
            <HangUp callId={call.call_id} of={of} size="sm" />
          ) : null}
        </>
      }
    />
  );
});
BoardCard.displayName = "BoardCard";

import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import type { LiveCall } from "#lib/domain/api/live";
import { maskPhone } from "@/components/format/phone";
import { RunningClock } from "@/components/time/running-clock";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { Status } from "@/components/ui/status";
import { CALL_TEXTS as T, CARRIER_STATE_TEXT, LIVE_TEXTS, SESSION_STATE_TEXT } from "./texts.ts";

/** So many of the latest turns are shown. */
const SHOWN_TURNS = 4;

interface LiveCardProps {
  call: LiveCall;
  /** What can be done with it; null: it is only looked at. */
  actions: ReactNode;
}

/** One call as it goes on: who, how far, and what is being said. */
export function LiveCard({ call, actions }: LiveCardProps) {
  const { turns, saying } = call;
  const name = call.contact_name ?? maskPhone(call.phone_number);
  const isTalking = call.carrier_state === "answered";
  return (
    <Card aria-label={name} className="flex flex-col">
      <header className="flex items-start justify-between gap-3 border-b border-line px-4 py-3">
        <div className="min-w-0">
          <h2 className="truncate text-base font-semibold">
            {actions === null ? (
              name
            ) : (
              <Link href={`/calls/${call.call_id}`} className="hover:underline">
                {name}
              </Link>
            )}
          </h2>
          <p className="truncate text-xs text-ink-3">
            {call.contact_name ? `${maskPhone(call.phone_number)} · ` : ""}
            {call.campaign_name}
          </p>
        </div>
        <div className="flex shrink-0 flex-col items-end gap-1">
          <Status tone={isTalking ? "live" : "neutral"} dot={isTalking ? "still" : undefined}>
            {isTalking && call.session_state
              ? SESSION_STATE_TEXT[call.session_state]
              : CARRIER_STATE_TEXT[call.carrier_state]}
          </Status>
          <span className="text-xs text-ink-3 tabular-nums">
            <RunningClock sinceIso={call.answered_at ?? call.requested_at} />
          </span>
        </div>
      </header>
      <ol
        aria-label={T.transcript}
        className="flex min-h-36 flex-1 flex-col justify-end gap-1.5 px-4 py-3 text-sm"
      >
        {turns.length === 0 && saying === null ? (
          <li className="m-auto text-xs text-ink-3">{LIVE_TEXTS.nothingSaid}</li>
        ) : null}
        {turns.slice(-SHOWN_TURNS).map((turn) => (
          <Line key={turn.index} role={turn.role} text={turn.text} />
        ))}
        {saying ? <Line role={saying.role} text={saying.text} isGoingOn /> : null}
      </ol>
      {actions === null ? null : (
        <footer className="flex min-h-12 justify-end gap-2 border-t border-line px-4 py-2">{actions}</footer>
      )}
    </Card>
  );
}

interface LineProps {
  role: LiveCall["turns"][number]["role"];
  text: string;
  isGoingOn?: boolean;
}

function Line({ role, text, isGoingOn = false }: LineProps) {
  const isAgent = role === "agent";
  return (
    <li className={cn("min-w-0 break-words", isGoingOn && "text-ink-2 italic")}>
      <span className={cn("mr-1.5 text-xs font-semibold not-italic", isAgent ? "text-accent" : "text-ink-2")}>
        {isAgent ? T.agent : T.contact}
      </span>
      {text}
      {isGoingOn ? "…" : ""}
    </li>
  );
}

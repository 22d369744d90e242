import type { ApiVerdict, LeadVerdict } from "#lib/domain/api/verdict";
import { JOB_REASON_TEXT } from "@/components/calls/texts";
import { RelativeTime } from "@/components/time/relative-time";
import { Notice } from "@/components/ui/notice";
import { decisionText, placeText } from "./decision-text.ts";
import { standing } from "./standing.ts";
import { CONTACT_TEXTS } from "./texts.ts";

/** Why a contact is or is not called now, on whose clocks and by whose laws, and what was decided before. */
export function VerdictCard({ verdict }: { verdict: LeadVerdict }) {
  return (
    <div className="flex flex-col gap-4 text-sm">
      <WhatHolds verdict={verdict} />
      <dl className="grid grid-cols-[7rem_1fr] gap-x-4 gap-y-1.5">
        <dt className="text-ink-3">{CONTACT_TEXTS.clocks}</dt>
        <dd>{verdict.time_zones.length > 0 ? verdict.time_zones.join(" · ") : CONTACT_TEXTS.unknownZone}</dd>
        {verdict.laws.map((law) => (
          <Law key={law.place} place={law.place} source={law.source} />
        ))}
        {verdict.job?.next_attempt_at ? (
          <>
            <dt className="text-ink-3">{CONTACT_TEXTS.next}</dt>
            <dd>
              <RelativeTime iso={verdict.job.next_attempt_at} />
            </dd>
          </>
        ) : null}
        <dt className="text-ink-3">{CONTACT_TEXTS.attempts}</dt>
        <dd>{verdict.job?.attempts ?? 0}</dd>
      </dl>
      {verdict.history.length > 0 ? (
        <section>
          <h3 className="mb-1.5 font-semibold">{CONTACT_TEXTS.history}</h3>
          <ol className="flex flex-col gap-1 border-l border-line pl-3">
            {verdict.history.map((event, i) => (
              <li key={i} className="flex flex-wrap justify-between gap-x-4">
                <span>{decisionText(event)}</span>
                <span className="text-xs text-ink-3">
                  <RelativeTime iso={event.at} />
                </span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </div>
  );
}

/** Whether they are called: first what stands above the gate, then the gate. */
function WhatHolds({ verdict }: { verdict: LeadVerdict }) {
  const { job } = verdict;
  const shown = verdict.if_running ?? verdict.now;
  const stands = standing(verdict);
  if (stands === "calling") return <Notice tone="info">{CONTACT_TEXTS.isCalled}</Notice>;
  if (stands === "over") {
    return (
      <Notice tone="info">
        {CONTACT_TEXTS.isOver}
        {job?.reason ? `: ${JOB_REASON_TEXT[job.reason].toLowerCase()}` : ""}.
      </Notice>
    );
  }
  return (
    <>
      {verdict.if_running ? <Notice tone="info">{CONTACT_TEXTS.ifRunning}</Notice> : null}
      <Notice tone={stands === "refused" ? "warn" : stands === "waits" ? "info" : "good"}>
        {stands === "waits" ? CONTACT_TEXTS.notDue : <VerdictSentence verdict={shown} />}
      </Notice>
    </>
  );
}

function VerdictSentence({ verdict }: { verdict: ApiVerdict }) {
  if (verdict.reason === null) return <>{CONTACT_TEXTS.mayBeCalled}</>;
  return (
    <>
      {JOB_REASON_TEXT[verdict.reason]}
      {verdict.where ? ` (${placeText(verdict.where)})` : ""}.{" "}
      {verdict.look_again_at ? (
        <>
          {CONTACT_TEXTS.lookAgain} <RelativeTime iso={verdict.look_again_at} />.
        </>
      ) : (
        CONTACT_TEXTS.notByItself
      )}
    </>
  );
}

function Law({ place, source }: { place: string; source: string | null }) {
  return (
    <>
      <dt className="text-ink-3">{CONTACT_TEXTS.law}</dt>
      <dd>
        {placeText(place)}
        <span className="block text-xs text-ink-3">{source ?? CONTACT_TEXTS.strictest}</span>
      </dd>
    </>
  );
}

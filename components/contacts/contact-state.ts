import type { Contact } from "#lib/domain/api/contact";
import { isFinalJob } from "#lib/domain/statuses";
import type { OutcomeView } from "@/components/calls/outcome";
import { dispositionView, telephonyView } from "@/components/calls/outcome";
import { JOB_REASON_TEXT } from "@/components/calls/texts";
import { CONTACT_TEXTS, JOB_STATUS_TEXT } from "./texts.ts";

export interface ContactState {
  view: OutcomeView;
  /** Why it is so, or why it waits; null when the word says it all. */
  why: string | null;
  /** ISO; when the next attempt is planned. */
  nextAt: string | null;
}

const plain = (word: string, icon: OutcomeView["icon"], tone: OutcomeView["tone"]): OutcomeView => ({
  word,
  icon,
  tone,
  isLive: false,
});

/** Where a contact stands in its campaign: what happens now, what the last call came to, or why nothing did. */
export function contactState(contact: Pick<Contact, "status" | "job" | "last_call">): ContactState {
  const { job, last_call: lastCall } = contact;
  // "Outcome reached" beside the outcome would say it twice.
  const why = job?.reason && job.reason !== "outcome_final" ? JOB_REASON_TEXT[job.reason] : null;
  if (!job) {
    const word = contact.status === "blocked" ? CONTACT_TEXTS.blocked : CONTACT_TEXTS.notStarted;
    return {
      view: plain(word, contact.status === "blocked" ? "blocked" : "waiting", "neutral"),
      why,
      nextAt: null,
    };
  }
  if (isFinalJob(job.status)) {
    if (lastCall?.disposition)
      return { view: dispositionView(lastCall.disposition), why: null, nextAt: null };
    if (lastCall?.telephony_result) {
      return { view: telephonyView(lastCall.telephony_result), why, nextAt: null };
    }
    return { view: plain(JOB_STATUS_TEXT[job.status], "blocked", "neutral"), why, nextAt: null };
  }
  switch (job.status) {
    case "claimed":
    case "dialing":
    case "in_call":
      return {
        view: { word: JOB_STATUS_TEXT[job.status], tone: "live", icon: "live", isLive: true },
        why: null,
        nextAt: null,
      };
    case "retry_scheduled":
      return {
        view: plain(JOB_STATUS_TEXT.retry_scheduled, "callback", "accent"),
        why,
        nextAt: job.next_attempt_at,
      };
    case "unknown":
      return { view: plain(JOB_STATUS_TEXT.unknown, "unknown", "warn"), why, nextAt: null };
    case "pending":
    case "done":
    case "cancelled":
      return {
        view: plain(JOB_STATUS_TEXT[job.status], "waiting", "neutral"),
        why,
        nextAt: job.next_attempt_at,
      };
  }
}

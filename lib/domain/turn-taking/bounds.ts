import {
  calleeTurn,
  goodbye,
  mustClose,
  toolUsed,
  type Close,
  type Conversation,
} from "../conversation/machine.ts";
import type { ConversationEnd } from "../conversation/disposition.ts";
import type { Phrases } from "../conversation/phrases.ts";
import type { ModelDisposition } from "../conversation/tools.ts";
import type { Draft } from "./draft.ts";

function move(d: Draft, next: Conversation): void {
  if (next.state !== d.s.conversation.state)
    d.effects.push({ type: "conversation_state", state: next.state });
  d.s.conversation = next;
}

/** A turn of the callee in the conversation itself: what they say before our greeting belongs to nobody's account. */
export function noteCalleeTurn(d: Draft, transcript: string): void {
  if (d.s.hasGreeted) move(d, calleeTurn(d.s.conversation, transcript, d.s.config.language));
}

export function noteTool(d: Draft, name: string): void {
  move(d, toolUsed(d.s.conversation, name));
}

/** Nobody took the call: the conversation goes on. */
export function noteTransferFailed(d: Draft): void {
  move(d, { ...d.s.conversation, state: "qualification" });
}

/** The call is being ended; a machine has had no conversation, and a colleague goes on with theirs. */
export function noteGoodbye(d: Draft): void {
  if (d.s.hasGreeted && !d.s.machine && d.s.transfer !== "asked") move(d, goodbye(d.s.conversation));
}

interface Closing {
  farewell: string;
  reason: ConversationEnd;
  outcome: ModelDisposition;
}

/** How to close politely what steering did not bring to its end; null: it goes on. */
export function closingOf(d: Draft): Closing | null {
  const close = mustClose(d.s.conversation, d.s.config);
  return close === null ? null : closing(close, d.s.config.phrases);
}

function closing(close: Close, phrases: Phrases): Closing {
  switch (close) {
    case "objections":
      return { farewell: phrases.farewell, reason: "goodbye", outcome: "not_interested" };
    case "follow_ups":
      return { farewell: phrases.farewell, reason: "goodbye", outcome: "no_goal" };
    case "language":
      return { farewell: phrases.languageFarewell, reason: "goodbye", outcome: "language_barrier" };
    case "turns":
      return { farewell: phrases.limitFarewell, reason: "max_turns", outcome: "no_goal" };
  }
}

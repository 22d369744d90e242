import {
  decideAnsweredBy,
  decideDisposition,
  type ConversationFacts,
} from "#lib/domain/conversation/disposition";
import type { OpenCall } from "./open-call.ts";

/** A call that was answered and ended before its audio ever reached us: it still comes to exactly one disposition. */
export async function concludeUnspoken(open: OpenCall): Promise<void> {
  const { journal, meter, endAsked, wasMachine, end } = open;
  const byUs = endAsked === "operator" ? "operator" : endAsked === "max_duration" ? "limit" : "error";
  const facts: ConversationFacts = {
    optedOut: false,
    machine: wasMachine,
    messageLeft: false,
    pickedUp: null,
    outcome: null,
    likelyOutcome: null,
    calleeWords: 0,
    endReason: endAsked ?? (wasMachine ? "voicemail" : "hung_up"),
    endedBy: endAsked !== null ? byUs : end?.endedBy === "agent" ? "carrier" : "callee",
  };
  journal.event("session.state", { state: "ended" });
  await journal.end({
    disposition: decideDisposition(facts),
    answeredBy: decideAnsweredBy(facts),
    endedBy: facts.endedBy,
    endReason: facts.endReason,
    callbackAt: null,
    timeToFirstWordMs: null,
    connectedAt: null,
    endedAt: new Date(),
    usage: meter.total(),
  });
}

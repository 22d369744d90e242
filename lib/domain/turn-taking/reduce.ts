import { calleeEnded, calleePausing, calleeResumed, calleeSound, calleeSpeech } from "./callee.ts";
import { tick } from "./deadlines.ts";
import { arm, draftOf, setPhase, type Draft } from "./draft.ts";
import { heardOfCallee } from "./echo.ts";
import type { Effect } from "./effect.ts";
import { beginOptOut, failWith, finish, hangUp, sayOptOutFarewell } from "./ending.ts";
import type { TurnTakingEvent } from "./event.ts";
import { lineDropped, lineRestored } from "./line.ts";
import { awaitGreeting } from "./opening.ts";
import { beep, faxHeard, machineDetected } from "./picked-up.ts";
import { played, playedAll, speechAudio, speechEnd, speechFailed, speechWords } from "./playback.ts";
import { replyEnd, replyFailed, replyText, replyTools, toolResult } from "./reply.ts";
import { whileSpeculating } from "./speculation.ts";
import type { TurnTakingState } from "./state.ts";
import { transferAnswered, transferFailed } from "./transfer.ts";

export interface Step {
  state: TurnTakingState;
  effects: readonly Effect[];
}

/**
 * Turn-taking of one call. `now`: milliseconds on the call's audio clock, never running backwards. Pure; whatever
 * belongs to an utterance that is over changes nothing.
 */
export function reduce(state: TurnTakingState, event: TurnTakingEvent, now: number): Step {
  if (state.phase === "ended") return { state, effects: [] };
  const { agent, speculation } = state;
  const d = draftOf(state, now);
  if (!("generation" in event) || event.generation === agent?.generation) apply(d, event);
  else if (speculation !== null && event.generation === speculation.utterance.generation)
    whileSpeculating(d, speculation, event);
  else return { state, effects: [] };
  return { state: d.s, effects: d.effects };
}

function apply(d: Draft, event: TurnTakingEvent): void {
  switch (event.type) {
    case "connected":
      return connected(d);
    case "callee.sound":
      return calleeSound(d);
    case "callee.speech":
      return calleeSpeech(d, heardOfCallee(d, event));
    case "callee.pausing":
      return calleePausing(d, heardOfCallee(d, event));
    case "callee.resumed":
      return calleeResumed(d, heardOfCallee(d, event));
    case "callee.ended":
      return calleeEnded(d, heardOfCallee(d, event));
    case "dtmf":
      if (event.digit === "9") beginOptOut(d, "dtmf", event.digit);
      return;
    case "machine":
      return machineDetected(d);
    case "beep":
      return beep(d, event.isSure);
    case "fax":
      return faxHeard(d);
    case "reply.text":
      return replyText(d, event.text);
    case "reply.tools":
      return replyTools(d, event.uses);
    case "reply.end":
      return replyEnd(d);
    case "reply.failed":
      return replyFailed(d, event.retryable);
    case "speech.audio":
      return speechAudio(d, event.sentMs);
    case "speech.words":
      return speechWords(d, event.words);
    case "speech.end":
      return speechEnd(d, event.totalMs);
    case "speech.failed":
      return speechFailed(d);
    case "played":
      return played(d, event.heardMs);
    case "played.all":
      return playedAll(d);
    case "tool.result":
      return toolResult(d, event.run, event.result);
    case "stt.lost":
      if (d.s.ending === null) failWith(d, "stt_failed");
      return;
    case "opt_out.recorded":
      d.s.isOptOutRecorded = true;
      return sayOptOutFarewell(d);
    case "end.asked":
      return endAsked(d, event.by);
    case "line.dropped":
      return lineDropped(d);
    case "line.restored":
      return lineRestored(d);
    case "transfer.answered":
      return transferAnswered(d);
    case "transfer.refused":
      return transferFailed(d);
    case "line.closed":
      return finish(d, event.by);
    case "tick":
      return tick(d);
  }
}

function connected(d: Draft): void {
  if (d.s.phase !== "connecting") return;
  const { maxDurationMs, wrapUpLeadMs } = d.s.config;
  setPhase(d, "greeting");
  d.s.connectedMs = d.now;
  awaitGreeting(d);
  arm(d, "wrap_up", d.now + maxDurationMs - Math.min(wrapUpLeadMs, maxDurationMs / 4));
  arm(d, "limit", d.now + maxDurationMs);
}

function endAsked(d: Draft, by: "operator" | "limit" | "error"): void {
  if (d.s.isHangingUp) return;
  const reason = by === "operator" ? "operator" : by === "limit" ? "max_duration" : "shutdown";
  hangUp(d, reason);
}

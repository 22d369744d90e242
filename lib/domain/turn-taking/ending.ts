import type { ConversationEnd, ConversationFacts } from "../conversation/disposition.ts";
import { asksToOptOut } from "../conversation/opt-out.ts";
import { outcomeByRules } from "../conversation/machine.ts";
import { countWords } from "../conversation/plain-words.ts";
import type { EndedBy } from "../statuses.ts";
import { arm, disarm, setAgent, setPhase, type Draft } from "./draft.ts";
import { closeUtterance, endSpeech, fallSilent, sayLast, speak } from "./utterance.ts";

const ENDED_BY_US: Partial<Record<ConversationEnd, EndedBy>> = {
  max_duration: "limit",
  max_turns: "limit",
  operator: "operator",
  shutdown: "error",
  llm_failed: "error",
  tts_failed: "error",
  stt_failed: "error",
  line_lost: "carrier",
};

/** Asks the carrier to end the call. Anything that is being said is cut off. */
export function hangUp(d: Draft, reason: ConversationEnd): void {
  if (d.s.isHangingUp) return;
  d.s.ending ??= reason;
  fallSilent(d);
  d.s.isHangingUp = true;
  setPhase(d, "ending");
  d.effects.push({ type: "hang_up", reason: d.s.ending });
  d.s.deadlines = { hang_up: d.now + d.s.config.hangUpMs };
}

/** A provider failed for good: one apology and the end. Where the failure is in the goodbye itself, just the end. */
export function failWith(d: Draft, reason: "llm_failed" | "tts_failed" | "stt_failed"): void {
  if (d.s.isHangingUp) return;
  if (d.s.ending !== null) {
    hangUp(d, d.s.ending);
    return;
  }
  fallSilent(d);
  sayLast(d, "apology", d.s.config.phrases.apology, reason);
}

/** The wish is written down first; the goodbye follows when it stands, or after `optOutWriteMs`. */
export function beginOptOut(d: Draft, how: "said" | "dtmf", words: string): void {
  recordOptOut(d, how, words);
  if (d.s.ending !== null) return;
  fallSilent(d);
  d.s.ending = "opted_out";
  setPhase(d, "ending");
  waitForOptOut(d, d.s.config.phrases.optOutFarewell);
}

export function recordOptOut(d: Draft, how: "said" | "dtmf" | "tool", words: string): void {
  if (d.s.optedOut) return;
  d.s.optedOut = true;
  d.effects.push({ type: "record_opt_out", how, words });
}

export function waitForOptOut(d: Draft, farewell: string): void {
  d.s.optOutFarewell = farewell;
  disarm(d, "opening", "answer", "silence", "wrap_up", "reply");
  arm(d, "opt_out", d.now + d.s.config.optOutWriteMs);
}

export function sayOptOutFarewell(d: Draft): void {
  const farewell = d.s.optOutFarewell;
  disarm(d, "opt_out");
  if (farewell === null || d.s.isHangingUp) return;
  d.s.optOutFarewell = null;
  if (d.s.agent === null) {
    sayLast(d, "farewell", farewell, "opted_out");
    return;
  }
  appendFarewell(d, farewell, "opted_out");
}

/** Closes the utterance that is being spoken with a farewell. */
export function appendFarewell(d: Draft, farewell: string, reason: ConversationEnd): void {
  const agent = d.s.agent;
  if (agent === null) return;
  d.s.ending ??= reason;
  setPhase(d, "ending");
  arm(d, "farewell", d.now + d.s.config.farewellMs);
  disarm(d, "wrap_up", "silence");
  if (farewell !== "") {
    const text = agent.spoken === "" || /\s$/.test(agent.spoken) ? farewell : ` ${farewell}`;
    setAgent(d, { generated: agent.generated + text });
    speak(d, text);
  }
  endSpeech(d);
}

/** The line is gone: what is open is closed, and the facts are handed over. */
export function finish(d: Draft, by: "callee" | "carrier" | "agent"): void {
  d.s.speculation = null;
  d.effects.push({ type: "cancel_reply" }, { type: "cancel_speech" });
  closeUtterance(d, { wasPlayed: false, endedMs: d.now });
  const said = d.s.callee?.transcript.trim() ?? "";
  if (said !== "") {
    storeCalleeTurn(d, said, d.now);
    if (asksToOptOut(said)) recordOptOut(d, "said", said);
  }
  d.s.callee = null;
  d.s.deadlines = {};
  const endReason = d.s.ending ?? (by === "callee" ? "hung_up" : "line_lost");
  const facts: ConversationFacts = {
    optedOut: d.s.optedOut,
    machine: d.s.machine,
    messageLeft: d.s.pickedUp.message === "left",
    pickedUp: d.s.pickedUp.who,
    outcome: d.s.outcome,
    likelyOutcome: outcomeByRules(d.s.conversation),
    calleeWords: d.s.calleeWords,
    endReason,
    endedBy: d.s.isHangingUp ? (ENDED_BY_US[endReason] ?? "agent") : by,
  };
  d.s.ending = endReason;
  setPhase(d, "ended");
  d.effects.push({ type: "finish", facts });
}

export function storeCalleeTurn(d: Draft, transcript: string, endedMs: number): void {
  const turn = d.s.callee;
  const startedMs = Math.round(turn?.words[0]?.startMs ?? turn?.startedMs ?? d.now);
  const lastMs = Math.round(turn?.words.at(-1)?.endMs ?? endedMs);
  d.s.calleeWords += countWords(transcript);
  const index = placeOf(d, startedMs);
  d.effects.push({
    type: "store_turn",
    turn: {
      index,
      role: "callee",
      text: transcript,
      generatedText: null,
      interrupted: false,
      startedMs: Math.max(0, startedMs),
      endedMs: Math.max(0, startedMs, lastMs),
      tool: null,
      generation: null,
    },
  });
  d.s.nextIndex += 1;
}

/** Turns stand in the order in which they began: an utterance of ours that began later gives its place away. */
function placeOf(d: Draft, startedMs: number): number {
  const { agent, nextIndex } = d.s;
  const isLater = agent?.startedMs !== undefined && agent.startedMs !== null && agent.startedMs > startedMs;
  if (agent === null || agent.index === null || agent.index !== nextIndex - 1 || !isLater) return nextIndex;
  setAgent(d, { index: nextIndex });
  return agent.index;
}

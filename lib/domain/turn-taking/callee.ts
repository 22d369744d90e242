import { asksToOptOut } from "../conversation/opt-out.ts";
import { countWords } from "../conversation/plain-words.ts";
import { noteCalleeTurn } from "./bounds.ts";
import { hasStopPhrase, isBackchannel, isUnfinished } from "./callee-words.ts";
import { arm, disarm, type Draft } from "./draft.ts";
import { beginOptOut, recordOptOut, storeCalleeTurn } from "./ending.ts";
import type { Heard } from "./echo.ts";
import { answer, listen, wrapUp } from "./flow.ts";
import { goOn, interrupt, isShielded, isWorthGoingOn } from "./interruption.ts";
import { awaitGreeting, noteSound } from "./opening.ts";
import { isAwaitingTone, isWaitedOut, judgeSpeech, judgeTurn, waitForTone } from "./picked-up.ts";
import { forgetUnless, speculate } from "./speculation.ts";
import { fallSilent, forget } from "./utterance.ts";

/** How often is looked whether what must be heard has been. */
const LOOK_AT_SHIELD_MS = 100;

export function calleeSound(d: Draft): void {
  if (isAwaitingTone(d.s)) waitForTone(d);
  noteSound(d);
}

/** The callee is speaking: the turn as far as it was recognised. */
export function calleeSpeech(d: Draft, heard: Heard): void {
  // A recogniser reports silence too.
  if (heard.transcript.trim() === "" && d.s.callee === null) return;
  const startedMs = d.s.callee?.startedMs ?? heard.words[0]?.startMs ?? d.now;
  const speculations = d.s.callee?.speculations ?? 0;
  const { transcript, words, mayBeEcho } = heard;
  d.s.callee = { startedMs, transcript, words, mayBeEcho, speculations };
  forgetUnless(d, heard.transcript);
  disarm(d, "opening", "answer", "silence");
  arm(d, "stuck_turn", d.now + d.s.config.stuckTurnMs);
  if (judgeSpeech(d, heard.transcript, d.now - startedMs)) return;
  if (d.s.ending !== null || d.s.agent === null || d.s.transfer === "announced") return;
  if (isShielded(d.s.agent)) arm(d, "barge_in", d.now + LOOK_AT_SHIELD_MS);
  else if (isInterruption(d, heard)) interrupt(d);
  else if (d.s.agent.startedMs !== null)
    arm(d, "barge_in", Math.max(d.now, startedMs + d.s.config.interruptionMs));
}

export function calleePausing(d: Draft, heard: Heard): void {
  calleeSpeech(d, heard);
  speculate(d, heard.transcript);
}

export function calleeResumed(d: Draft, heard: Heard): void {
  forget(d);
  calleeSpeech(d, heard);
}

/** Half a second of something that is no backchannel, or of words while we said what must be heard. */
export function bargeInDue(d: Draft): void {
  const { callee, agent, held, config } = d.s;
  if (agent === null || d.s.ending !== null || d.s.transfer === "announced") return;
  if (isShielded(agent)) arm(d, "barge_in", d.now + LOOK_AT_SHIELD_MS);
  else if (callee === null) answerHeld(d, held);
  else if (isInterruption(d, callee)) interrupt(d);
  else if (callee.transcript.trim() === "" || callee.mayBeEcho) return;
  else if (isBackchannel(callee.transcript, agent.kind === "greeting")) return;
  else if (d.now - callee.startedMs >= config.interruptionMs) interrupt(d);
  else arm(d, "barge_in", callee.startedMs + config.interruptionMs);
}

/** They took the floor while we said what must be heard: now it was, and they get their answer. */
function answerHeld(d: Draft, held: readonly string[]): void {
  if (held.length === 0) return;
  fallSilent(d);
  answer(d);
}

/** We were stopped, and no words came of it. */
export function falseInterruptionDue(d: Draft): void {
  if (d.s.cutOff === null || d.s.ending !== null || d.s.agent !== null) return;
  if (d.s.callee !== null && d.s.callee.transcript.trim() !== "") return;
  d.s.callee = null;
  disarm(d, "stuck_turn");
  resume(d);
}

function isInterruption(d: Draft, heard: Heard): boolean {
  const { agent, config } = d.s;
  if (agent === null || heard.transcript.trim() === "" || heard.mayBeEcho) return false;
  if (hasStopPhrase(heard.transcript)) return true;
  if (isBackchannel(heard.transcript, agent.kind === "greeting")) return false;
  // While nothing of ours is to be heard yet, any word of theirs comes first.
  if (agent.startedMs === null) return true;
  if (countWords(heard.transcript) >= config.interruptionWords) return true;
  const first = heard.words[0];
  const last = heard.words.at(-1);
  return first !== undefined && last !== undefined && last.endMs - first.startMs >= config.interruptionMs;
}

/** The callee's turn is over. */
export function calleeEnded(d: Draft, heard: Heard): void {
  const transcript = heard.transcript.trim();
  if (transcript !== "") calleeSpeech(d, heard);
  disarm(d, "stuck_turn", "barge_in");
  if (transcript === "") {
    forget(d);
    d.s.callee = null;
    if (d.s.ending === null && d.s.agent === null) resume(d);
    return;
  }
  const speechMs = d.now - (d.s.callee?.startedMs ?? d.now);
  storeCalleeTurn(d, transcript, d.now);
  d.s.callee = null;
  d.s.silencePrompts = 0;
  if (asksToOptOut(transcript)) {
    d.s.history = [...d.s.history, { role: "callee", text: transcript }];
    if (d.s.ending === null) beginOptOut(d, "said", transcript);
    else recordOptOut(d, "said", transcript);
    return;
  }
  if (d.s.agent !== null && d.s.ending === null) {
    if (!isAnswer(d, heard)) return;
    noteCalleeTurn(d, transcript);
    d.s.held = [...d.s.held, transcript];
    if (isShielded(d.s.agent)) arm(d, "barge_in", d.now + LOOK_AT_SHIELD_MS);
    return;
  }
  if (isBackchannel(transcript) && isWorthGoingOn(d) && goOn(d)) return;
  d.s.cutOff = null;
  d.s.history = [...d.s.history, { role: "callee", text: transcript }];
  if (judgeTurn(d, transcript, speechMs)) return;
  if (d.s.ending !== null) return;
  noteCalleeTurn(d, transcript);
  if (d.s.hasGreeted && isUnfinished(transcript)) arm(d, "answer", d.now + d.s.config.unfinishedMs);
  else answer(d);
}

/** They stopped in the middle of a sentence and did not go on. */
export function answerDue(d: Draft): void {
  if (d.s.agent === null && d.s.callee === null && d.s.ending === null) answer(d);
}

/** A short word while we speak on: worth an answer unless it only says "I'm listening" in the middle of it. */
function isAnswer(d: Draft, { transcript, mayBeEcho }: Heard): boolean {
  const { agent, config } = d.s;
  if (agent === null) return true;
  if (!mayBeEcho && !isBackchannel(transcript, agent.kind === "greeting")) return true;
  if (agent.startedMs === null || agent.totalMs === null) return false;
  return agent.totalMs - agent.heardMs <= config.answerOverlapMs;
}

/** A turn without words leaves things as they were; what they had said before it still wants its answer. */
function resume(d: Draft): void {
  if (isWaitedOut(d.s)) return;
  if (d.s.isWrapUpDue) wrapUp(d);
  else if (goOn(d)) return;
  else if (d.s.hasGreeted && d.s.history.at(-1)?.role === "callee") answer(d);
  else if (d.s.hasGreeted) listen(d);
  else awaitGreeting(d);
}

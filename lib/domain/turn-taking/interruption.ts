import { takeSpeakable } from "../conversation/speakable.ts";
import { countWords } from "../conversation/plain-words.ts";
import { arm, setAgent, type Draft } from "./draft.ts";
import { listen } from "./flow.ts";
import { heardWrittenLength } from "./heard-text.ts";
import { isWaitingForTool } from "./reply.ts";
import type { AgentUtterance, CutOff } from "./state.ts";
import { fallSilent, say } from "./utterance.ts";

/** What is left after this is not worth going back to. */
const SHORT_REST_WORDS = 3;

/** The callee takes the floor. What we were about to say is kept, in case that they have nothing to say. */
export function interrupt(d: Draft): void {
  const { agent, callee, config } = d.s;
  if (agent === null) return;
  d.s.cutOff = isWaitingForTool(d, agent) ? null : leftUnsaid(agent);
  fallSilent(d);
  listen(d);
  if (d.s.cutOff !== null && callee !== null)
    arm(d, "false_interruption", Math.max(d.now, callee.startedMs + config.falseInterruptionMs));
}

/** The part that must be heard in any case is not over yet. */
export function isShielded(agent: AgentUtterance): boolean {
  const { shieldedChars, pieces, words, heardMs } = agent;
  return shieldedChars > 0 && shieldedChars > heardWrittenLength(pieces, words, heardMs);
}

/** A backchannel that was taken for more: worth going on, unless it answers what had nearly been said. */
export function isWorthGoingOn(d: Draft): boolean {
  return d.s.cutOff !== null && countWords(d.s.cutOff.rest) > SHORT_REST_WORDS;
}

/** Speaks on where we were stopped. False: there is nothing to be said. */
export function goOn(d: Draft): boolean {
  const { cutOff } = d.s;
  if (cutOff === null || d.s.agent !== null || d.s.ending !== null || d.s.isWrapUpDue) return false;
  say(d, cutOff.kind, cutOff.rest);
  setAgent(d, { isContinuation: true });
  return true;
}

function leftUnsaid(agent: AgentUtterance): CutOff | null {
  const { kind, spoken, pieces, words, heardMs, pending, isWritten, isContinuation } = agent;
  if (agent.startedMs === null || agent.farewell !== null) return null;
  const length = heardWrittenLength(pieces, words, heardMs);
  // Of a greeting that nobody heard another is made.
  if (kind === "greeting" && length === 0 && !isContinuation) return null;
  const left = spoken.slice(length) + pending;
  const rest = isWritten ? left : wholeSentences(left);
  return rest.trim() === "" ? null : { kind, rest: rest.trim() };
}

/** The model was stopped in the middle of its writing. */
const wholeSentences = (text: string): string =>
  takeSpeakable(text, { isFirst: false, isFinal: false }).chunks.join("");

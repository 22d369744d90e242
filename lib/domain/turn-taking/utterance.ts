import type { ConversationEnd } from "../conversation/disposition.ts";
import { hasWords, spokenForm, textOf } from "../conversation/spoken-form/spoken-form.ts";
import type { ToolUse } from "../conversation/tools.ts";
import { noteDisclosure } from "./disclosure.ts";
import { arm, disarm, setAgent, setPhase, type Draft } from "./draft.ts";
import { heardWritten } from "./heard-text.ts";
import { onCallClock, playedAt } from "./play-clock.ts";
import type { AgentUtterance, ToolResult, UtteranceKind } from "./state.ts";

/** More than are said in the longest turn over a speakerphone that is of interest. */
const MOST_LATE_WORDS = 60;

/** A new utterance with a new generation; whatever belongs to an older one is late from now on. */
export function beginUtterance(d: Draft, kind: UtteranceKind, attempt = 0): AgentUtterance {
  forget(d);
  d.s.cutOff = null;
  disarm(d, "opening", "answer", "silence", "barge_in", "false_interruption");
  const agent = newUtterance(d, kind, attempt);
  d.s.agent = agent;
  return agent;
}

/** With the next generation, and not yet the one that is being said. */
export function newUtterance(d: Draft, kind: UtteranceKind, attempt = 0): AgentUtterance {
  d.s.generation += 1;
  return {
    generation: d.s.generation,
    kind,
    generated: "",
    pending: "",
    spoken: "",
    pieces: [],
    words: [],
    index: null,
    startedMs: null,
    sentMs: 0,
    heardMs: 0,
    gapMs: 0,
    lateMs: 0,
    pauses: [],
    totalMs: null,
    isWritten: false,
    attempt,
    toolSteps: 0,
    isToolStepOpen: false,
    hasSlowTool: false,
    isStepWritten: false,
    toolResults: [],
    farewell: null,
    shieldedChars: 0,
    isContinuation: false,
  };
}

/** What was prepared is no answer to what they say now, or there is none to be given any more. */
export function forget(d: Draft): void {
  if (d.s.speculation === null) return;
  d.s.speculation = null;
  d.effects.push({ type: "cancel_reply" }, { type: "cancel_speech" });
}

/** Hands text of the current utterance to the voice; what makes no sound (a smiley, a line of stars) goes with the rest. */
export function speak(d: Draft, text: string): void {
  const agent = d.s.agent;
  if (agent === null || text === "") return;
  const { voiced, ...handed } = handOver(agent, text, d.s.config.language);
  setAgent(d, handed);
  if (!hasWords(voiced)) return;
  d.effects.push({ type: "speak", generation: agent.generation, text, voiced });
  const { startedMs } = agent;
  const from = startedMs === null ? d.now : Math.max(d.now, playedAt({ ...agent, startedMs }, agent.sentMs));
  arm(d, "speech", from + (startedMs === null ? d.s.config.firstAudioMs : d.s.config.speechStallMs));
}

/** What changes of an utterance when the voice is given this text, and what the voice is to say. */
export function handOver(
  utterance: AgentUtterance,
  text: string,
  language: string,
): Pick<AgentUtterance, "spoken" | "pieces"> & { voiced: string } {
  const pieces = spokenForm(text, language);
  return {
    spoken: utterance.spoken + text,
    pieces: [...utterance.pieces, ...pieces],
    voiced: textOf(pieces),
  };
}

/** The voice was given something to say. */
export const hasVoice = (agent: AgentUtterance | null): boolean =>
  agent !== null && agent.pieces.some((piece) => hasWords(piece.spoken));

export function endSpeech(d: Draft): void {
  const agent = setAgent(d, { isWritten: true });
  disarm(d, "reply");
  d.effects.push({ type: "end_speech", generation: agent.generation });
}

/** Says a sentence of our own from beginning to end. */
export function say(d: Draft, kind: UtteranceKind, text: string): void {
  beginUtterance(d, kind);
  setAgent(d, { generated: text });
  if (d.s.ending !== null) setPhase(d, "ending");
  else setPhase(d, kind === "greeting" ? "greeting" : "thinking");
  speak(d, text);
  endSpeech(d);
}

/** Says it and hangs up after it; an end that was decided before stands. */
export function sayLast(d: Draft, kind: "farewell" | "apology", text: string, reason: ConversationEnd): void {
  d.s.ending ??= reason;
  arm(d, "farewell", d.now + d.s.config.farewellMs);
  disarm(d, "wrap_up");
  say(d, kind, text);
}

/** The utterance is over: what was heard of it becomes a turn and history, and nothing else does. */
export function closeUtterance(d: Draft, how: { wasPlayed: boolean; endedMs: number }): void {
  const agent = d.s.agent;
  if (agent === null) return;
  const text = how.wasPlayed ? agent.spoken.trim() : heardWritten(agent.pieces, agent.words, agent.heardMs);
  d.s.agent = null;
  disarm(d, "reply", "speech", "played", "barge_in", "filler");
  if (agent.kind === "greeting") noteDisclosure(d, agent, text);
  remember(d, agent, text);
  const { startedMs } = agent;
  if (startedMs !== null) {
    const sounded = how.wasPlayed ? agent.words : agent.words.filter((word) => word.startMs < agent.heardMs);
    d.s.lately = [...d.s.lately, ...onCallClock(sounded, { ...agent, startedMs })].slice(-MOST_LATE_WORDS);
  }
  for (const held of d.s.held) d.s.history = [...d.s.history, { role: "callee", text: held }];
  d.s.held = [];
  if (text === "" || agent.startedMs === null || agent.index === null) {
    // Nothing of it was heard: its place in the transcript is free again, unless something stands behind it.
    if (agent.index !== null && agent.index === d.s.nextIndex - 1) d.s.nextIndex -= 1;
    if (agent.kind === "greeting" && !agent.isContinuation) d.s.hasGreeted = false;
    return;
  }
  d.effects.push({
    type: "store_turn",
    turn: {
      index: agent.index,
      role: "agent",
      text,
      generatedText: agent.generated.trim(),
      interrupted: !how.wasPlayed,
      startedMs: Math.round(agent.startedMs),
      endedMs: Math.round(Math.max(agent.startedMs, how.endedMs)),
      tool: null,
      generation: agent.generation,
    },
  });
}

const AT_WORK = "at work: the result will follow";

export function resultOf({ id, name, arguments: args }: ToolUse, result: string): ToolResult {
  return { id, name, arguments: args, result };
}

function remember(d: Draft, agent: AgentUtterance, text: string): void {
  const { generation } = agent;
  // The model must not begin anew what is being done already.
  const atWork = d.s.runningTools.filter((tool) => tool.generation === generation);
  const toolResults = [...agent.toolResults, ...atWork.map(({ use }) => resultOf(use, AT_WORK))];
  if (text === "" && toolResults.length === 0) return;
  const before = d.s.history.at(-1);
  if (agent.isContinuation && before?.role === "agent")
    d.s.history = [...d.s.history.slice(0, -1), { ...before, text: `${before.text} ${text}`.trim() }];
  else d.s.history = [...d.s.history, { role: "agent", text, toolResults }];
}

/** Stops speaking at once: model and voice cancelled, what waits at the carrier thrown away, the turn cut to what was heard. */
export function fallSilent(d: Draft): void {
  forget(d);
  const agent = d.s.agent;
  if (agent === null) return;
  d.effects.push({ type: "cancel_reply" }, { type: "cancel_speech" });
  if (agent.startedMs !== null) d.effects.push({ type: "clear" });
  closeUtterance(d, { wasPlayed: false, endedMs: d.now });
}

import { noteGoodbye } from "./bounds.ts";
import type { SessionState } from "../statuses.ts";
import type { Effect } from "./effect.ts";
import type { AgentUtterance, DeadlineName, TurnTakingState } from "./state.ts";

/** One step of the reducer while it is being worked out; the state given to `reduce` is never written to. */
export interface Draft {
  readonly s: TurnTakingState;
  readonly effects: Effect[];
  readonly now: number;
}

export function draftOf(state: TurnTakingState, now: number): Draft {
  return { s: { ...state }, effects: [], now };
}

export function arm(d: Draft, name: DeadlineName, at: number): void {
  d.s.deadlines = { ...d.s.deadlines, [name]: at };
}

export function disarm(d: Draft, ...names: DeadlineName[]): void {
  const left = { ...d.s.deadlines };
  for (const name of names) delete left[name];
  d.s.deadlines = left;
}

export function setPhase(d: Draft, phase: SessionState): void {
  if (d.s.phase === phase) return;
  d.s.phase = phase;
  d.effects.push({ type: "session_state", state: phase });
  if (phase === "ending") noteGoodbye(d);
}

/** Changes the current utterance; there must be one. */
export function setAgent(d: Draft, change: Partial<AgentUtterance>): AgentUtterance {
  if (d.s.agent === null) throw new Error("no utterance to change");
  d.s.agent = { ...d.s.agent, ...change };
  return d.s.agent;
}

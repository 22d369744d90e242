import { setAgent, type Draft } from "./draft.ts";
import { shiftedDeadlines } from "./state.ts";
import { transferFailed } from "./transfer.ts";

/** What was being said stays as it is: it goes on from what was heard when the line is back. */
export function lineDropped(d: Draft): void {
  d.s.droppedMs ??= d.now;
}

/** The time without a line counts for nothing but the length of the call. */
export function lineRestored(d: Draft): void {
  if (d.s.droppedMs === null) return;
  const gapMs = d.now - d.s.droppedMs;
  d.s.droppedMs = null;
  d.s.deadlines = shiftedDeadlines(d.s.deadlines, gapMs);
  const { agent } = d.s;
  if (agent !== null && agent.startedMs !== null) setAgent(d, { gapMs: agent.gapMs + gapMs });
  // The carrier gave the call back to us.
  transferFailed(d);
}

import { arm, disarm, setAgent, setPhase, type Draft } from "./draft.ts";
import { failWith } from "./ending.ts";
import { utterancePlayed } from "./flow.ts";
import { isWaitingForTool } from "./reply.ts";
import type { TimedWord } from "./heard-text.ts";
import { playedAt } from "./play-clock.ts";
import type { AgentUtterance } from "./state.ts";

/** Audio went to the line; the first of it makes the utterance a part of the transcript. */
export function speechAudio(d: Draft, sentMs: number): void {
  const agent = d.s.agent;
  if (agent === null) return;
  if (agent.startedMs === null) {
    setAgent(d, { startedMs: d.now, index: d.s.nextIndex });
    d.s.nextIndex += 1;
    if (d.s.phase === "thinking") setPhase(d, "speaking");
  }
  const begun = { ...agent, startedMs: agent.startedMs ?? d.now };
  const silentMs = d.now - playedAt(begun, agent.sentMs);
  // Without a line nothing is played, and the time without it is counted when it is back.
  if (silentMs > 0 && d.s.droppedMs === null)
    begun.pauses = [...agent.pauses, { atMs: agent.sentMs, ms: silentMs }];
  setAgent(d, { sentMs, pauses: begun.pauses });
  if (agent.totalMs === null)
    arm(d, "speech", Math.max(d.now, playedAt(begun, sentMs)) + d.s.config.speechStallMs);
}

export function speechWords(d: Draft, words: readonly TimedWord[]): void {
  const agent = d.s.agent;
  if (agent !== null) setAgent(d, { words: [...agent.words, ...words] });
}

export function speechEnd(d: Draft, totalMs: number): void {
  const agent = d.s.agent;
  if (agent === null) return;
  disarm(d, "speech");
  const { startedMs } = agent;
  if (startedMs === null || totalMs === 0) {
    failWith(d, "tts_failed");
    return;
  }
  setAgent(d, { totalMs });
  arm(d, "played", Math.max(d.now, playedAt({ ...agent, startedMs }, totalMs)) + d.s.config.playedGraceMs);
}

export function speechFailed(d: Draft): void {
  if (d.s.agent !== null) failWith(d, "tts_failed");
}

/** The voice has gone quiet: it failed, unless it has nothing to say until a tool is done. */
export function speechDue(d: Draft): void {
  if (d.s.agent !== null && isWaitingForTool(d, d.s.agent))
    arm(d, "speech", d.now + d.s.config.speechStallMs);
  else speechFailed(d);
}

export function played(d: Draft, heardMs: number): void {
  const agent = d.s.agent;
  if (agent === null || heardMs <= agent.heardMs) return;
  setAgent(d, { heardMs, lateMs: lateness(d, agent, heardMs) });
}

/** How far the carrier is behind us, while it has something of us to play. */
function lateness(d: Draft, agent: AgentUtterance, heardMs: number): number {
  const { startedMs, sentMs, lateMs } = agent;
  if (startedMs === null || heardMs >= sentMs || d.s.droppedMs !== null) return lateMs;
  return Math.max(0, d.now - playedAt({ ...agent, startedMs, lateMs: 0 }, heardMs));
}

export function playedAll(d: Draft): void {
  const agent = d.s.agent;
  if (agent?.totalMs === null || agent === null) return;
  utterancePlayed(d, d.now);
}

/** The mark behind the last word never came back. */
export function playedDue(d: Draft): void {
  const agent = d.s.agent;
  if (agent === null || agent.startedMs === null || agent.totalMs === null) return;
  const { startedMs } = agent;
  utterancePlayed(d, Math.min(d.now, playedAt({ ...agent, startedMs }, agent.totalMs)));
}

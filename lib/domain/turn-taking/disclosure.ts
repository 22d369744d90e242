import type { Draft } from "./draft.ts";
import { heardWritten } from "./heard-text.ts";
import { onCallClock, playedAt } from "./play-clock.ts";
import type { AgentUtterance } from "./state.ts";

/** A greeting is over: either its disclosure was heard whole, or all of it is said again before anything else. */
export function noteDisclosure(d: Draft, greeting: AgentUtterance, heard: string): void {
  const { disclosure } = d.s.config;
  if (disclosure === "" || d.s.isDisclosed) return;
  if (!heard.startsWith(disclosure)) {
    d.s.hasGreeted = false;
    return;
  }
  d.s.isDisclosed = true;
  const last = greeting.words.find((_, i) =>
    heardWritten(greeting.pieces, greeting.words.slice(0, i + 1), Infinity).startsWith(disclosure),
  );
  const begun = { ...greeting, startedMs: greeting.startedMs ?? d.now };
  const [said] = onCallClock(last ? [last] : [], begun);
  d.effects.push({
    type: "disclosed",
    atMs: Math.round(said?.endMs ?? playedAt(begun, greeting.heardMs)),
  });
}

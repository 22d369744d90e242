import { answerDue, bargeInDue, calleeEnded, falseInterruptionDue } from "./callee.ts";
import { disarm, type Draft } from "./draft.ts";
import { finish, hangUp, sayOptOutFarewell } from "./ending.ts";
import { greet, wrapUp } from "./flow.ts";
import { leaveMessage } from "./picked-up.ts";
import { playedDue, speechDue } from "./playback.ts";
import { fillerDue, replyFailed, toolsDue } from "./reply.ts";
import { runningDeadlines, type DeadlineName } from "./state.ts";
import { say, sayLast } from "./utterance.ts";

const MAX_STEPS = 32;

/** Everything whose time has come, the earliest first. */
export function tick(d: Draft): void {
  for (let step = 0; step < MAX_STEPS; step++) {
    const due = earliestDue(d);
    if (due === null) return;
    disarm(d, due);
    fire(d, due);
  }
}

function earliestDue(d: Draft): DeadlineName | null {
  let due: DeadlineName | null = null;
  let dueAt = d.now;
  for (const [name, at] of runningDeadlines(d.s)) {
    if (at > dueAt || (due !== null && at === dueAt)) continue;
    due = name;
    dueAt = at;
  }
  return due;
}

function fire(d: Draft, name: DeadlineName): void {
  switch (name) {
    case "opening":
      return greet(d);
    case "answer":
      return answerDue(d);
    case "silence":
      return silenceDue(d);
    case "barge_in":
      return bargeInDue(d);
    case "false_interruption":
      return falseInterruptionDue(d);
    case "stuck_turn":
      return calleeEnded(d, d.s.callee ?? { transcript: "", words: [] });
    case "reply":
      return replyFailed(d, true);
    case "speech":
      return speechDue(d);
    case "filler":
      return fillerDue(d);
    case "tool":
      return toolsDue(d);
    case "played":
      return playedDue(d);
    case "opt_out":
      return sayOptOutFarewell(d);
    case "farewell":
      return hangUp(d, d.s.ending ?? "goodbye");
    case "hang_up":
      return finish(d, "carrier");
    case "wrap_up":
      d.s.isWrapUpDue = true;
      if (d.s.agent === null && d.s.callee === null && d.s.ending === null) wrapUp(d);
      return;
    case "voicemail":
      return leaveMessage(d);
    case "screening":
      return hangUp(d, "screened");
    case "transfer":
      // Neither a colleague nor the call came back.
      return hangUp(d, "line_lost");
    case "limit":
      return hangUp(d, "max_duration");
  }
}

function silenceDue(d: Draft): void {
  if (d.s.agent !== null || d.s.callee !== null || d.s.ending !== null) return;
  const { phrases, maxSilencePrompts } = d.s.config;
  if (d.s.silencePrompts >= maxSilencePrompts) {
    sayLast(d, "farewell", phrases.silenceFarewell, "no_response");
    return;
  }
  d.s.silencePrompts += 1;
  say(d, "still_there", phrases.stillThere);
}

import { plainWords } from "../conversation/plain-words.ts";
import { arm, disarm, setAgent, setPhase, type Draft } from "./draft.ts";
import { hangUp } from "./ending.ts";
import { startReply } from "./reply.ts";
import { confirm } from "./speculation.ts";
import { askTransfer } from "./transfer.ts";
import { closeUtterance, say, sayLast } from "./utterance.ts";

export function greet(d: Draft): void {
  d.s.hasGreeted = true;
  say(d, "greeting", d.s.config.greeting);
  setAgent(d, { shieldedChars: d.s.config.greetingShieldedChars });
}

/** It is the callee's turn. */
export function listen(d: Draft): void {
  setPhase(d, "listening");
  if (d.s.callee === null) arm(d, "silence", d.now + d.s.config.silenceMs);
  else disarm(d, "silence");
}

export function wrapUp(d: Draft): void {
  sayLast(d, "farewell", d.s.config.phrases.limitFarewell, "max_duration");
}

/** All of the utterance was heard. */
export function utterancePlayed(d: Draft, endedMs: number): void {
  const hasHeld = d.s.held.length > 0;
  closeUtterance(d, { wasPlayed: true, endedMs });
  if (d.s.ending !== null) hangUp(d, d.s.ending);
  else if (d.s.transfer === "announced") askTransfer(d);
  else if (d.s.isWrapUpDue && d.s.callee === null) wrapUp(d);
  else if (hasHeld && d.s.callee === null) startReply(d);
  else listen(d);
}

/** What to do when the callee has said something that wants an answer and nothing is being said. */
export function answer(d: Draft): void {
  if (d.s.transfer === "asked") return;
  const { speculation, history } = d.s;
  const said = history.at(-1);
  if (d.s.isWrapUpDue) wrapUp(d);
  else if (!d.s.hasGreeted) greet(d);
  else if (d.s.answers >= d.s.config.maxTurns)
    sayLast(d, "farewell", d.s.config.phrases.limitFarewell, "max_turns");
  else if (said?.role === "callee" && speculation?.words === plainWords(said.text)) confirm(d, speculation);
  else startReply(d);
}

import { closingOf } from "./bounds.ts";
import { plainWords } from "../conversation/plain-words.ts";
import { arm, disarm, setAgent, setPhase, type Draft } from "./draft.ts";
import { hangUp } from "./ending.ts";
import { letThemGoOn } from "./opening.ts";
import { introductionHeard } from "./picked-up.ts";
import { startReply } from "./reply.ts";
import { confirm } from "./speculation.ts";
import { askTransfer } from "./transfer.ts";
import { closeUtterance, say, sayLast } from "./utterance.ts";

export function greet(d: Draft): void {
  d.s.hasGreeted = true;
  say(d, "greeting", d.s.config.greeting);
  setAgent(d, { shieldedChars: d.s.isDisclosed ? 0 : d.s.config.disclosure.length });
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
  const { held } = d.s;
  const kind = d.s.agent?.kind;
  closeUtterance(d, { wasPlayed: true, endedMs });
  if (kind === "voicemail") d.s.pickedUp = { ...d.s.pickedUp, message: "left" };
  if (d.s.ending !== null) hangUp(d, d.s.ending);
  else if (d.s.transfer === "announced") askTransfer(d);
  else if (kind === "screening") {
    if (!introductionHeard(d, held)) setPhase(d, "listening");
    else if (d.s.callee === null) answer(d);
    else listen(d);
  } else if (d.s.isWrapUpDue && d.s.callee === null) wrapUp(d);
  else if (held.length > 0 && d.s.callee === null) proceed(d);
  else listen(d);
}

/** What to do when the callee has said something that wants an answer and nothing is being said. */
export function answer(d: Draft): void {
  if (d.s.transfer === "asked") return;
  if (d.s.isWrapUpDue) wrapUp(d);
  else if (d.s.hasGreeted) proceed(d);
  else if (!letThemGoOn(d)) greet(d);
}

/** The conversation goes on, or was long enough. */
function proceed(d: Draft): void {
  const { speculation, history } = d.s;
  const said = history.at(-1);
  const closing = closingOf(d);
  if (closing !== null) {
    d.s.outcome ??= closing.outcome;
    sayLast(d, "farewell", closing.farewell, closing.reason);
  } else if (said?.role === "callee" && speculation?.words === plainWords(said.text)) {
    confirm(d, speculation);
  } else {
    startReply(d);
  }
}

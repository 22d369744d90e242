import { asksToOptOut } from "../conversation/opt-out.ts";
import { plainWords } from "../conversation/plain-words.ts";
import { takeSpeakable } from "../conversation/speakable.ts";
import { hasWords, spokenText } from "../conversation/spoken-form/spoken-form.ts";
import { arm, setPhase, type Draft } from "./draft.ts";
import type { TurnTakingEvent } from "./event.ts";
import { isWaitedOut } from "./picked-up.ts";
import { replyEnd, replyTools } from "./reply.ts";
import type { Speculation } from "./state.ts";
import { forget, handOver, hasVoice, newUtterance } from "./utterance.ts";

/**
 * The recogniser believes that the callee is done: an answer is prepared. Until their turn is over for sure nothing of
 * it is on the line or in the history, and none of its tools is used.
 */
export function speculate(d: Draft, transcript: string): void {
  const { callee, config, agent, ending, hasGreeted, isWrapUpDue } = d.s;
  if (callee === null || agent !== null || ending !== null || !hasGreeted || isWrapUpDue) return;
  if (d.s.transfer === "asked" || isWaitedOut(d.s)) return;
  const words = plainWords(transcript);
  if (words === "" || asksToOptOut(transcript)) return;
  if (d.s.speculation?.words === words || callee.speculations >= config.maxSpeculations) return;
  forget(d);
  d.s.callee = { ...callee, speculations: callee.speculations + 1 };
  const utterance = newUtterance(d, "reply");
  d.s.speculation = { words, utterance, held: [] };
  d.effects.push({ type: "start_reply", generation: utterance.generation, heard: transcript.trim() });
}

export function forgetUnless(d: Draft, transcript: string): void {
  if (d.s.speculation !== null && d.s.speculation.words !== plainWords(transcript)) forget(d);
}

/** Model and voice at work on it. */
export function whileSpeculating(d: Draft, speculation: Speculation, event: TurnTakingEvent): void {
  if (event.type === "reply.text") write(d, speculation, event.text);
  else if (event.type === "reply.tools") hold(d, event);
  else if (event.type === "reply.end") {
    if (speculation.held.length === 0 && hasText(d, speculation)) complete(d, speculation);
    else hold(d, event);
  }
  // The turn is not over yet: when it is, there is time for another try.
  else if (event.type === "reply.failed" || event.type === "speech.failed") forget(d);
}

function hold(d: Draft, event: TurnTakingEvent): void {
  const { speculation } = d.s;
  if (speculation !== null) d.s.speculation = { ...speculation, held: [...speculation.held, event] };
}

/** There is something to be said; an answer that is nothing but a smiley is none. */
const hasText = (d: Draft, { utterance }: Speculation): boolean =>
  hasWords(spokenText(utterance.generated, d.s.config.language));

function write(d: Draft, speculation: Speculation, text: string): void {
  const { utterance } = speculation;
  const { chunks, rest } = takeSpeakable(utterance.pending + text, {
    isFirst: utterance.spoken === "",
    isFinal: false,
  });
  hand(
    d,
    { ...speculation, utterance: { ...utterance, generated: utterance.generated + text } },
    chunks,
    rest,
  );
}

function complete(d: Draft, speculation: Speculation): void {
  const { utterance } = speculation;
  const { chunks } = takeSpeakable(utterance.pending, { isFirst: utterance.spoken === "", isFinal: true });
  hand(d, { ...speculation, utterance: { ...utterance, isWritten: true } }, chunks, "");
  d.effects.push({ type: "end_speech", generation: utterance.generation });
}

function hand(d: Draft, speculation: Speculation, chunks: readonly string[], pending: string): void {
  let utterance = { ...speculation.utterance, pending };
  for (const text of chunks) {
    const { voiced, ...handed } = handOver(utterance, text, d.s.config.language);
    utterance = { ...utterance, ...handed };
    if (hasWords(voiced))
      d.effects.push({ type: "speak", generation: utterance.generation, text, voiced, isHeld: true });
  }
  d.s.speculation = { ...speculation, utterance };
}

/** Their turn is over with the words that were answered: what is ready goes out, what was held happens. */
export function confirm(d: Draft, { utterance, held }: Speculation): void {
  const { firstTokenMs, firstAudioMs } = d.s.config;
  d.s.speculation = null;
  d.s.agent = utterance;
  setPhase(d, "thinking");
  if (!utterance.isWritten) arm(d, "reply", d.now + firstTokenMs);
  if (hasVoice(utterance)) arm(d, "speech", d.now + firstAudioMs);
  d.effects.push({ type: "release_speech", generation: utterance.generation });
  for (const event of held) {
    if (event.type === "reply.tools") replyTools(d, event.uses);
    else if (event.type === "reply.end") replyEnd(d);
  }
}

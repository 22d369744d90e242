import { isHolding, mayGoOn, whoPickedUp } from "../conversation/who-picked-up.ts";
import { arm, disarm, setPhase, type Draft } from "./draft.ts";
import { hangUp } from "./ending.ts";
import { awaitGreeting } from "./opening.ts";
import type { PickedUp, TurnTakingState } from "./state.ts";
import { fallSilent, say } from "./utterance.ts";

const LONGEST_OPENING_CHARS = 2000;

/** A greeting is on: only its end and its tone matter. */
export const isAwaitingTone = (state: TurnTakingState): boolean => state.pickedUp.message === "awaited";

/** A greeting or a screener is on: what is said there wants no answer of the model's. */
export const isWaitedOut = ({ pickedUp }: TurnTakingState): boolean =>
  pickedUp.message !== "none" || pickedUp.who === "screening";

/** Tones say something: nobody has spoken with us yet, or a greeting's end is waited for. */
export const listensForTones = (state: TurnTakingState): boolean =>
  state.phase !== "ended" && !state.isHangingUp && (state.pickedUp.who === null || isAwaitingTone(state));

const set = (d: Draft, change: Partial<PickedUp>): void => {
  if (change.who !== undefined && change.who !== null && change.who !== d.s.pickedUp.who)
    d.effects.push({ type: "picked_up", who: change.who });
  d.s.pickedUp = { ...d.s.pickedUp, ...change };
};

/** Their speech while nobody is known to be there; true: it is no conversation, and all was done about it. */
export function judgeSpeech(d: Draft, transcript: string, speechMs: number): boolean {
  const { who, message } = d.s.pickedUp;
  if (message === "awaited") {
    waitForTone(d);
    return true;
  }
  if (message !== "none" || d.s.ending !== null) return false;
  if (who === "screening") return true;
  if (who !== null) return false;
  const opening = { transcript: openingOf(d, transcript), speechMs, hasHeardUs: hasHeardUs(d) };
  return takeFor(d, whoPickedUp({ ...opening, isOver: false }));
}

/** The same at the end of their turn, which stands in the history already. */
export function judgeTurn(d: Draft, transcript: string, speechMs: number): boolean {
  const { who, message, hasIntroduced } = d.s.pickedUp;
  if (message === "awaited") {
    waitForTone(d);
    return true;
  }
  if (message !== "none" || d.s.ending !== null || (who !== null && who !== "screening")) return false;
  const text = openingOf(d, transcript);
  if (who === "screening") return screenerSpoke(d, transcript, speechMs);
  const verdict = whoPickedUp({ transcript: text, speechMs, isOver: true, hasHeardUs: hasHeardUs(d) });
  if (takeFor(d, verdict)) {
    if (d.s.pickedUp.who === "screening" && !hasIntroduced) introduce(d);
    return true;
  }
  // A person is known by an answer to what we said: half a greeting sounds like one too.
  if (hasHeardUs(d)) {
    set(d, { who: "human", text: "" });
    return false;
  }
  set(d, { text: text.slice(-LONGEST_OPENING_CHARS) });
  if (!mayGoOn(text) || d.s.hasGreeted) return false;
  awaitGreeting(d);
  return true;
}

const openingOf = (d: Draft, transcript: string): string => `${d.s.pickedUp.text} ${transcript}`.trim();

const hasHeardUs = (d: Draft): boolean =>
  d.s.history.some((item) => item.role === "agent" && item.text !== "");

function takeFor(d: Draft, verdict: ReturnType<typeof whoPickedUp>): boolean {
  switch (verdict) {
    case "voicemail":
      voicemail(d);
      return true;
    case "ivr":
      leave(d, "ivr");
      return true;
    case "screening":
      set(d, { who: "screening", text: "" });
      fallSilent(d);
      d.s.hasGreeted = false;
      disarm(d, "opening", "answer", "silence");
      arm(d, "screening", d.now + d.s.config.screeningMs);
      return true;
    case "human":
    case null:
      return false;
  }
}

/** After the screener's question: silence and "please hold" are waited out; a person who comes on is greeted. */
function screenerSpoke(d: Draft, transcript: string, speechMs: number): boolean {
  if (!d.s.pickedUp.hasIntroduced) {
    introduce(d);
    return true;
  }
  const verdict = whoPickedUp({ transcript, speechMs, isOver: true });
  if (verdict === "voicemail" || verdict === "ivr") return takeFor(d, verdict);
  if (verdict === "screening" || isHolding(transcript)) {
    arm(d, "screening", d.now + d.s.config.screeningMs);
    return true;
  }
  disarm(d, "screening");
  set(d, { who: "human" });
  return false;
}

function introduce(d: Draft): void {
  set(d, { hasIntroduced: true });
  arm(d, "screening", d.now + d.s.config.screeningMs);
  say(d, "screening", d.s.config.screeningAnswer);
}

/** The screener has heard us; who spoke into it meanwhile may be the person already. */
export function introductionHeard(d: Draft, meanwhile: readonly string[]): boolean {
  const isThere = meanwhile.some(
    (text) => !isHolding(text) && whoPickedUp({ transcript: text, speechMs: 0, isOver: true }) === "human",
  );
  if (!isThere) return false;
  disarm(d, "screening");
  set(d, { who: "human" });
  return true;
}

/** The carrier's machine detection, or a greeting that was heard. What was settled with a person before stands. */
export function voicemail(d: Draft): void {
  const { outcome, optedOut, isHangingUp, config, pickedUp, ending } = d.s;
  if (outcome !== null || optedOut || isHangingUp || pickedUp.message !== "none") return;
  set(d, { who: "voicemail" });
  d.s.machine = true;
  if (config.voicemailMessage === "" || ending !== null) {
    leave(d, "voicemail");
    return;
  }
  fallSilent(d);
  set(d, { message: "awaited" });
  disarm(d, "opening", "answer", "silence", "screening", "wrap_up");
  setPhase(d, "listening");
  waitForTone(d);
}

/** The detection hears machines where a person, a screener or a menu has been heard to be. */
export function machineDetected(d: Draft): void {
  if (d.s.pickedUp.who === null || d.s.pickedUp.who === "voicemail") voicemail(d);
}

/** Each sound of the greeting puts our message off, but not for ever. */
export function waitForTone(d: Draft): void {
  const { config, connectedMs } = d.s;
  const lastAt = connectedMs + config.greetingLimitMs;
  if (d.now >= lastAt) leave(d, "voicemail");
  else arm(d, "voicemail", Math.min(d.now + config.greetingSilenceMs, lastAt));
}

/** The tone has sounded, or nothing more has come for long. */
export function leaveMessage(d: Draft): void {
  if (!isAwaitingTone(d.s)) return;
  const { config, connectedMs } = d.s;
  disarm(d, "voicemail");
  if (d.now >= connectedMs + config.greetingLimitMs) {
    leave(d, "voicemail");
    return;
  }
  set(d, { message: "being_left" });
  d.s.ending = "voicemail";
  arm(d, "farewell", d.now + config.farewellMs + config.voicemailMessage.length * config.messageMsPerChar);
  say(d, "voicemail", config.voicemailMessage);
}

/** The carrier has heard the tone itself. */
export function beep(d: Draft, isSure: boolean): void {
  if (isSure && !isAwaitingTone(d.s)) machineDetected(d);
  leaveMessage(d);
}

export function faxHeard(d: Draft): void {
  if (d.s.pickedUp.who !== null || d.s.isHangingUp) return;
  leave(d, "fax");
}

function leave(d: Draft, reason: "voicemail" | "ivr" | "fax"): void {
  set(d, { who: reason });
  hangUp(d, reason);
}

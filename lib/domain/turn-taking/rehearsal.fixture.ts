import { decideAnsweredBy, decideDisposition } from "../conversation/disposition.ts";
import { phrasesFor } from "../conversation/phrases.ts";
import { textOf } from "../conversation/spoken-form/spoken-form.ts";
import { readToolCall, type ToolUse } from "../conversation/tools.ts";
import { turnTakingConfig, type TurnTakingConfig } from "./config.ts";
import type { Effect } from "./effect.ts";
import type { TurnTakingEvent } from "./event.ts";
import type { TimedWord } from "./heard-text.ts";
import { reduce } from "./reduce.ts";
import { initialState, nextDeadline, type TurnTakingState } from "./state.ts";

/** A call played through by hand, for tests: events in, effects kept, time moved as told. */
export class Rehearsal {
  state: TurnTakingState;
  now = 0;
  effects: Effect[] = [];

  constructor(given: Partial<TurnTakingConfig> = {}) {
    const config = turnTakingConfig({
      maxDurationMs: 600_000,
      language: "en",
      disclosure: "",
      screeningAnswer: "This is Alex from Acme, calling for Sam about this: the visit on Monday.",
      voicemailMessage: "",
      greeting: "Hello, this is Alex. Am I speaking with Sam?",
      phrases: phrasesFor("en"),
      ...given,
    });
    this.state = initialState(config);
  }

  get generation(): number {
    return this.state.generation;
  }

  send(...events: TurnTakingEvent[]): Effect[] {
    const before = this.effects.length;
    for (const event of events) {
      const step = reduce(this.state, event, this.now);
      this.state = step.state;
      this.effects.push(...step.effects);
    }
    return this.effects.slice(before);
  }

  /** Lets time pass, with a tick at each deadline on the way. */
  wait(ms: number): Effect[] {
    const before = this.effects.length;
    const until = this.now + ms;
    for (let due = nextDeadline(this.state); due <= until; due = nextDeadline(this.state)) {
      this.now = Math.max(this.now, due);
      this.send({ type: "tick" });
    }
    this.now = until;
    return this.effects.slice(before);
  }

  /** The callee says it, at about 300 ms a word, and the recogniser finds the end. */
  calleeSays(transcript: string): Effect[] {
    const before = this.effects.length;
    this.send({ type: "callee.speech", transcript, words: this.timed(transcript, this.now) });
    const words = this.timed(transcript, this.now);
    this.wait((words.at(-1)?.endMs ?? this.now) - this.now + 260);
    this.send({ type: "callee.ended", transcript, words });
    return this.effects.slice(before);
  }

  /** The callee says it and seems to be done; the answer that is begun is the current generation. */
  calleePauses(transcript: string): Effect[] {
    const before = this.effects.length;
    const words = this.timed(transcript, this.now);
    this.send({ type: "callee.speech", transcript, words });
    this.wait(words.length * 300 + 60);
    this.send({ type: "callee.pausing", transcript, words });
    return this.effects.slice(before);
  }

  /** And they are. */
  calleeEnds(transcript: string): Effect[] {
    this.wait(200);
    const words = this.timed(transcript, this.state.callee?.startedMs ?? this.now);
    return this.send({ type: "callee.ended", transcript, words });
  }

  /** The voice delivers all of the current utterance. */
  voiceDelivers(): number {
    const { generation } = this;
    const text = textOf(this.state.agent?.pieces ?? []);
    const words = this.timed(text, 0);
    const totalMs = words.at(-1)?.endMs ?? 0;
    this.send(
      { type: "speech.audio", generation, sentMs: totalMs },
      { type: "speech.words", generation, words },
      { type: "speech.end", generation, totalMs },
    );
    return totalMs;
  }

  /** The voice delivers it and the callee hears it to its end. */
  agentIsHeard(): Effect[] {
    const before = this.effects.length;
    const { generation } = this;
    this.wait(this.voiceDelivers());
    this.send({ type: "played.all", generation });
    return this.effects.slice(before);
  }

  modelWrites(text: string, ...uses: ToolUse[]): Effect[] {
    const before = this.effects.length;
    const { generation } = this;
    if (text !== "") this.send({ type: "reply.text", generation, text });
    if (uses.length > 0) this.send({ type: "reply.tools", generation, uses });
    this.send({ type: "reply.end", generation });
    return this.effects.slice(before);
  }

  timed(text: string, fromMs: number): TimedWord[] {
    const words = text.split(/\s+/).filter(Boolean);
    return words.map((word, i) => ({
      word,
      startMs: fromMs + i * 300,
      endMs: fromMs + i * 300 + 280,
    }));
  }
}

export const tool = (name: string, args: Record<string, unknown>): ToolUse =>
  readToolCall({ id: `call_${name}`, name, arguments: JSON.stringify(args) });

/** Effects of one type, in order. */
export const only = <T extends Effect["type"]>(effects: Effect[], type: T): Extract<Effect, { type: T }>[] =>
  effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type);

export const connected = (given: Partial<TurnTakingConfig> = {}): Rehearsal => {
  const call = new Rehearsal(given);
  call.send({ type: "connected" });
  return call;
};

/** Greeted, and it is the callee's turn. */
export const greeted = (given: Partial<TurnTakingConfig> = {}): Rehearsal => {
  const call = connected(given);
  call.calleeSays("Hello?");
  call.agentIsHeard();
  return call;
};

/** The agent is in the middle of an answer of six words, 300 ms each. */
export const speaking = (given: Partial<TurnTakingConfig> = {}): Rehearsal => {
  const call = greeted(given);
  call.calleeSays("Yes, this is Sam.");
  call.modelWrites("One two three four five six.");
  call.voiceDelivers();
  return call;
};

export const finished = (call: Rehearsal) => {
  const facts = only(call.effects, "finish").at(-1)?.facts;
  if (facts === undefined) throw new Error("the call has not ended");
  return { facts, disposition: decideDisposition(facts), answeredBy: decideAnsweredBy(facts) };
};

export const spoken = (call: Rehearsal): string[] => only(call.effects, "speak").map((effect) => effect.text);
export const turns = (call: Rehearsal) => only(call.effects, "store_turn").map((effect) => effect.turn);

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TurnTakingEvent } from "./event.ts";
import { heardText } from "./heard-text.ts";
import { greeted, only, Rehearsal, tool } from "./rehearsal.fixture.ts";
import { reduce } from "./reduce.ts";
import { nextDeadline, type AgentUtterance } from "./state.ts";

type Move = (call: Rehearsal) => void;

const transcripts = [
  "",
  "Yes",
  "Mm-hmm.",
  "No thanks",
  "Stop",
  "Hello?",
  "Well I was thinking about it",
  "What",
];
const optOuts = ["Never call me again", "Take me off your list"];
const replies = [
  "Yes, of course. I can do that.",
  "Hm",
  "",
  "First this; then that, and so on. And a second sentence!",
];
const tools = [
  tool("set_outcome", { disposition: "goal_achieved", reason: "" }),
  tool("end_call", { farewell: "Goodbye." }),
  tool("opt_out", {}),
  tool("schedule_callback", { when: "tomorrow" }),
  tool("no_such_tool", {}),
  tool("transfer_to_human", { reason: "They want a person.", summary: "" }),
  tool("look_up", { question: "the price" }),
];

const GIVEN = { maxDurationMs: 300_000, slowTools: ["look_up"] };

const current = (call: Rehearsal): number => call.state.agent?.generation ?? call.generation;

const send =
  (event: (call: Rehearsal) => TurnTakingEvent): Move =>
  (call) =>
    void call.send(event(call));

const wait = (maxMs: number) =>
  fc.integer({ min: 0, max: maxMs }).map(
    (ms): Move =>
      (call) =>
        void call.wait(ms),
  );

/** The carrier plays what was sent: the callee hears as much as time allows. */
const hear: Move = (call) => {
  const { agent } = call.state;
  if (agent === null || agent.startedMs === null) return;
  const heardMs = Math.min(agent.sentMs, Math.max(0, call.now - agent.startedMs));
  call.send({ type: "played", generation: agent.generation, heardMs });
  if (agent.totalMs !== null && heardMs >= agent.totalMs)
    call.send({ type: "played.all", generation: agent.generation });
};

const deliver: Move = (call) => {
  const { agent } = call.state;
  if (agent === null || agent.spoken === "" || agent.totalMs !== null) return;
  const words = call.timed(agent.spoken, 0);
  const sentMs = words.at(-1)?.endMs ?? 0;
  if (sentMs === 0) return;
  const fresh = words.slice(agent.words.length);
  call.send(
    { type: "speech.audio", generation: agent.generation, sentMs },
    { type: "speech.words", generation: agent.generation, words: fresh },
  );
  if (agent.isWritten) call.send({ type: "speech.end", generation: agent.generation, totalMs: sentMs });
};

const speech = (list: string[]) =>
  fc.constantFrom(...list).chain((transcript) =>
    fc.constantFrom<Move>(
      send(() => ({ type: "callee.speech", transcript, words: [] })),
      send(() => ({ type: "callee.pausing", transcript, words: [] })),
      send(() => ({ type: "callee.resumed", transcript, words: [] })),
      send(() => ({ type: "callee.ended", transcript, words: [] })),
    ),
  );

/** A whole exchange, so that scripts get somewhere: they say it, we answer, and they hear a part or all of it. */
const exchange = fc
  .tuple(
    fc.constantFrom("Yes, that is me", "Tell me more about it", "And what does it cost"),
    fc.constantFrom(...replies),
    fc.integer({ min: 0, max: 4000 }),
  )
  .map(([transcript, text, hearMs]): Move => (call) => {
    call.calleeSays(transcript);
    if (text !== "") call.modelWrites(text);
    deliver(call);
    call.wait(hearMs);
    hear(call);
  });

/** They seem to break in, and nothing comes of it. */
const falseAlarm = fc
  .tuple(fc.integer({ min: 0, max: 3000 }), fc.constantFrom("", "I see."), fc.boolean())
  .map(([hearMs, transcript, ends]): Move => (call) => {
    call.calleeSays("Tell me more about it");
    call.modelWrites("First this; then that, and so on. And a second sentence!");
    deliver(call);
    call.wait(hearMs);
    hear(call);
    call.send({ type: "callee.speech", transcript: "Uh what", words: [] });
    if (ends) call.send({ type: "callee.ended", transcript, words: [] });
    else call.send({ type: "callee.speech", transcript: "", words: [] });
  });

/** The recogniser believes that they are done, the model writes meanwhile, and then they are or they are not. */
const pause = fc
  .tuple(
    fc.constantFrom("Yes, that is me", "Tell me more about it", "And what does it cost"),
    fc.constantFrom(...replies),
    fc.subarray(tools),
    fc.constantFrom("callee.ended", "callee.resumed", "nothing"),
  )
  .map(([transcript, text, uses, then]): Move => (call) => {
    call.calleePauses(transcript);
    if (call.state.speculation === null) return;
    call.modelWrites(text, ...uses);
    if (then === "callee.ended" || then === "callee.resumed")
      call.send({ type: then, transcript, words: [] });
  });

/** A tool that takes time is done; or one that was done before. */
const toolDone = fc.boolean().map((isRunning): Move => (call) => {
  const run = call.state.runningTools[0]?.run ?? 0;
  call.send({ type: "tool.result", run: isRunning ? run : run - 1, result: "it costs nothing" });
});

const ordinary = fc.oneof(
  { weight: 4, arbitrary: exchange },
  { weight: 3, arbitrary: pause },
  { weight: 2, arbitrary: toolDone },
  { weight: 3, arbitrary: wait(2500) },
  { weight: 3, arbitrary: speech(transcripts) },
  { weight: 3, arbitrary: fc.constantFrom<Move>(deliver, hear) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(...replies)
      .map((text) => send((call) => ({ type: "reply.text", generation: current(call), text }))),
  },
  { weight: 2, arbitrary: fc.constant(send((call) => ({ type: "reply.end", generation: current(call) }))) },
  {
    weight: 1,
    arbitrary: fc
      .subarray(tools, { minLength: 1 })
      .map((uses) => send((call) => ({ type: "reply.tools", generation: current(call), uses }))),
  },
);

const rare = fc.oneof(
  speech(optOuts),
  fc.constantFrom<Move>(
    send(() => ({ type: "dtmf", digit: "9" })),
    send(() => ({ type: "machine" })),
    send(() => ({ type: "stt.lost" })),
    send(() => ({ type: "opt_out.recorded" })),
    send(() => ({ type: "line.dropped" })),
    send(() => ({ type: "line.restored" })),
    send(() => ({ type: "transfer.answered" })),
    send(() => ({ type: "transfer.refused" })),
    send(() => ({ type: "end.asked", by: "operator" })),
    send((call) => ({ type: "reply.failed", generation: current(call), retryable: true })),
    send((call) => ({ type: "speech.failed", generation: current(call) })),
    send((call) => ({ type: "speech.end", generation: current(call), totalMs: 0 })),
  ),
  wait(20_000),
);

const moves = fc.array(
  fc.oneof(
    { weight: 36, arbitrary: ordinary },
    { weight: 4, arbitrary: falseAlarm },
    { weight: 1, arbitrary: rare },
  ),
  { maxLength: 60 },
);

const begun = (): Rehearsal => {
  const call = new Rehearsal({ ...GIVEN, canTransfer: true });
  call.send({ type: "connected" });
  return call;
};

const texts = (list: readonly { role: string; text: string }[]): string[] =>
  list.flatMap((item) => (item.role === "agent" && item.text !== "" ? [item.text] : []));

describe("whatever happens in a call", () => {
  it("comes to an end by time alone, exactly once", () => {
    fc.assert(
      fc.property(moves, (script) => {
        const call = begun();
        for (const move of script) move(call);
        call.wait(600_000);
        expect(call.state.phase).toBe("ended");
        expect(nextDeadline(call.state)).toBe(Infinity);
        expect(only(call.effects, "finish")).toHaveLength(1);
        expect(call.send({ type: "callee.ended", transcript: "Hello", words: [] })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("history holds no word that was not heard", () => {
    let cut = 0;
    let resumed = 0;
    fc.assert(
      fc.property(moves, fc.boolean(), (script, isGreeted) => {
        const call = isGreeted ? greeted(GIVEN) : begun();
        for (const move of script) {
          const open: AgentUtterance | null = call.state.agent;
          const before = call.effects.length;
          move(call);
          resumed += call.state.agent?.isContinuation && !open?.isContinuation ? 1 : 0;
          for (const { turn } of only(call.effects.slice(before), "store_turn")) {
            if (open === null || turn.role !== "agent" || turn.generation !== open.generation) continue;
            const passedMs = call.now - turn.startedMs;
            const lastWord = call.timed(turn.text, 0).at(-1);
            expect(passedMs).toBeGreaterThanOrEqual(lastWord?.endMs ?? 0);
            if (turn.interrupted) {
              const words = call.timed(open.spoken, 0);
              expect(turn.text.length).toBeLessThanOrEqual(heardText(open.spoken, words, passedMs).length);
            }
            cut += turn.interrupted ? 1 : 0;
          }
        }
        // What was resumed is one message to the model, and two turns to those who read.
        const told = texts(call.state.history).join(" ");
        expect(told).toBe(texts(only(call.effects, "store_turn").map((effect) => effect.turn)).join(" "));
      }),
      { numRuns: 500 },
    );
    expect(cut).toBeGreaterThan(10);
    expect(resumed).toBeGreaterThan(10);
  });

  it("nothing is spoken between an interruption and the end of the callee's turn", () => {
    let interruptions = 0;
    fc.assert(
      fc.property(moves, fc.array(ordinary, { maxLength: 6 }), (script, during) => {
        const call = begun();
        for (const move of script) move(call);
        if (call.state.ending !== null || call.state.phase === "ended") return;
        // Who is told that they are being connected is told it to its end.
        if (call.state.transfer === "announced" || call.state.transfer === "asked") return;
        const wasSpeaking = call.state.agent?.startedMs !== null && call.state.agent !== null;
        call.send({ type: "callee.speech", transcript: "Let me say something", words: [] });
        expect(call.state.agent).toBeNull();
        interruptions += wasSpeaking ? 1 : 0;
        const before = call.effects.length;
        for (const move of during) {
          const { generation } = call.state;
          const spokenBefore = call.effects.length;
          move(call);
          // The callee's turn ended, or time ran out for the whole call or for the turn.
          if (call.state.callee === null || call.state.ending !== null) return;
          const effects = call.effects.slice(spokenBefore);
          expect(only(effects, "speak").filter((effect) => !effect.isHeld)).toEqual([]);
          expect(only(effects, "release_speech")).toEqual([]);
          expect(call.state.generation).toBeGreaterThanOrEqual(generation);
          expect(call.state.agent).toBeNull();
        }
        const started = only(call.effects.slice(before), "start_reply");
        expect(started.filter((effect) => effect.heard === undefined)).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(interruptions).toBeGreaterThan(10);
  });

  it("there is always something that will go on by time alone, and generations only grow", () => {
    fc.assert(
      fc.property(moves, (script) => {
        const call = begun();
        for (const move of script) {
          const { generation } = call;
          move(call);
          expect(call.generation).toBeGreaterThanOrEqual(generation);
          if (call.state.phase !== "ended") expect(nextDeadline(call.state)).toBeLessThan(Infinity);
        }
        let latest = 0;
        for (const effect of only(call.effects, "start_reply")) {
          expect(effect.generation).toBeGreaterThanOrEqual(latest);
          latest = effect.generation;
        }
      }),
      { numRuns: 300 },
    );
  });

  it("an answer is prepared or being said, never both; what is prepared is neither heard nor does anything", () => {
    let prepared = 0;
    fc.assert(
      fc.property(moves, (script) => {
        const call = greeted(GIVEN);
        for (const move of script) {
          move(call);
          const { speculation } = call.state;
          if (speculation === null) continue;
          prepared += 1;
          expect(call.state.agent).toBeNull();
          expect(call.state.ending).toBeNull();
          const { generation } = speculation.utterance;
          const before = call.state;
          expect(call.send({ type: "reply.tools", generation, uses: tools })).toEqual([]);
          expect({ ...call.state, speculation: before.speculation }).toEqual(before);
          const released = only(call.effects, "release_speech").some((e) => e.generation === generation);
          expect(released).toBe(false);
          call.send({ type: "callee.resumed", transcript: "Tell me more about it", words: [] });
          expect(call.state).toMatchObject({ outcome: before.outcome, optedOut: before.optedOut });
          expect(call.state.history).toBe(before.history);
        }
        const spokenFreely = new Set<number>();
        for (const effect of call.effects) {
          if (effect.type === "release_speech") spokenFreely.add(effect.generation);
          if (effect.type === "speak" && effect.isHeld) expect(spokenFreely).not.toContain(effect.generation);
        }
        // Whatever became a turn of ours was let go or was never held.
        const held = new Set(
          only(call.effects, "speak").flatMap((effect) => (effect.isHeld ? [effect.generation] : [])),
        );
        for (const { turn } of only(call.effects, "store_turn"))
          if (turn.role === "agent" && turn.generation !== null && held.has(turn.generation))
            expect(spokenFreely).toContain(turn.generation);
      }),
      { numRuns: 500 },
    );
    expect(prepared).toBeGreaterThan(10);
  });

  it("what belongs to an older utterance changes nothing", () => {
    fc.assert(
      fc.property(moves, fc.integer({ min: 1, max: 5 }), (script, age) => {
        const call = begun();
        for (const move of script) move(call);
        const generation = call.generation - age;
        const late: TurnTakingEvent[] = [
          { type: "reply.text", generation, text: "late. And later. " },
          { type: "reply.end", generation },
          { type: "reply.failed", generation, retryable: false },
          { type: "speech.audio", generation, sentMs: 5000 },
          { type: "speech.end", generation, totalMs: 5000 },
          { type: "speech.failed", generation },
          { type: "played.all", generation },
        ];
        for (const event of late) {
          const step = reduce(call.state, event, call.now);
          expect(step.state).toBe(call.state);
          expect(step.effects).toEqual([]);
        }
      }),
    );
  });

  it("turns are numbered without gaps but for an utterance of which nothing was heard, and never twice", () => {
    fc.assert(
      fc.property(moves, (script) => {
        const call = begun();
        for (const move of script) move(call);
        call.wait(600_000);
        const indexes = only(call.effects, "store_turn").map((effect) => effect.turn.index);
        expect(new Set(indexes).size).toBe(indexes.length);
        for (const { turn } of only(call.effects, "store_turn")) {
          expect(turn.endedMs).toBeGreaterThanOrEqual(turn.startedMs);
          expect(turn.startedMs).toBeGreaterThanOrEqual(0);
          expect(Number.isInteger(turn.startedMs) && Number.isInteger(turn.endedMs)).toBe(true);
          if (turn.role === "agent") expect(turn.text).not.toBe("");
        }
      }),
      { numRuns: 300 },
    );
  });
});

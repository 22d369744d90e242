import { describe, expect, it } from "vitest";
import type { Effect } from "./effect.ts";
import type { TurnTakingEvent } from "./event.ts";
import { greeted, only, type Rehearsal, speaking, spoken, tool, turns } from "./rehearsal.fixture.ts";

const ASKED = "What does it cost?";
const types = (effects: Effect[]): string[] => effects.map((effect) => effect.type);

/** An answer is prepared, of which the model has written so much. */
const preparing = (written = "It costs nothing at all."): Rehearsal => {
  const call = greeted();
  call.calleePauses(ASKED);
  if (written !== "") call.modelWrites(written);
  return call;
};

describe("an answer that is prepared before the turn is over", () => {
  it("is asked for with the words that are not in the history yet, and spoken held", () => {
    const call = greeted();
    const history = call.state.history;
    const asked = call.calleePauses(ASKED);
    expect(only(asked, "start_reply")).toEqual([
      { type: "start_reply", generation: call.generation, heard: ASKED },
    ]);
    const effects = call.modelWrites("It costs nothing at all.");
    expect(only(effects, "speak").every((effect) => effect.isHeld)).toBe(true);
    expect(types(effects)).toEqual(["speak", "end_speech"]);
    expect(call.state.agent).toBeNull();
    expect(call.state.history).toBe(history);
    expect(call.state.phase).toBe("listening");
  });

  it.each([ASKED, "what does it cost", " What does  it cost?? "])("goes out at once at %j", (transcript) => {
    const call = preparing();
    const { generation } = call;
    const effects = call.calleeEnds(transcript);
    expect(types(effects)).toEqual([
      "store_turn",
      "picked_up",
      "conversation_state",
      "session_state",
      "release_speech",
    ]);
    expect(call.generation).toBe(generation);
    expect(call.state.history.at(-1)).toEqual({ role: "callee", text: transcript.trim() });
    call.agentIsHeard();
    expect(call.state.history.at(-1)).toMatchObject({ role: "agent", text: "It costs nothing at all." });
    expect(turns(call).at(-1)).toMatchObject({ generation, interrupted: false });
  });

  it("goes on being written after it was let go", () => {
    const call = greeted();
    call.calleePauses(ASKED);
    const { generation } = call;
    call.send({ type: "reply.text", generation, text: "It costs nothing at all. And it " });
    call.calleeEnds(ASKED);
    const rest = call.modelWrites("takes an hour.");
    expect(only(rest, "speak")).toMatchObject([{ generation, text: "And it takes an hour." }]);
    expect(only(rest, "end_speech")).toHaveLength(1);
  });

  it("is asked for once more when there was nothing in it to be spoken", () => {
    const call = preparing("🙂");
    const effects = call.calleeEnds(ASKED);
    expect(only(effects, "start_reply")).toHaveLength(1);
    expect(call.state.deadlines.reply).toBeDefined();
  });

  it("is waited for when the turn ends before a word of it was written", () => {
    const call = preparing("");
    call.calleeEnds(ASKED);
    expect(only(call.effects, "start_reply")).toHaveLength(1);
    expect(call.state.deadlines.reply).toBe(call.now + call.state.config.firstTokenMs);
    call.modelWrites("Nothing.");
    expect(only(call.effects, "speak").at(-1)).toMatchObject({
      type: "speak",
      generation: call.generation,
      text: "Nothing.",
    });
  });

  it("is forgotten when they go on", () => {
    const call = preparing();
    const { generation } = call;
    const effects = call.send({ type: "callee.resumed", transcript: ASKED, words: [] });
    expect(types(effects)).toEqual(["cancel_reply", "cancel_speech"]);
    expect(call.state.speculation).toBeNull();
    expect(
      call.send(
        { type: "reply.text", generation, text: "late" },
        { type: "reply.tools", generation, uses: [tool("opt_out", {})] },
        { type: "reply.end", generation },
        { type: "speech.failed", generation },
      ),
    ).toEqual([]);
    const whole = "What does it cost in winter?";
    expect(only(call.calleeEnds(whole), "start_reply")).toEqual([
      { type: "start_reply", generation: generation + 1 },
    ]);
  });

  it("is forgotten when the turn ends with other words than it answers", () => {
    const call = preparing();
    const { generation } = call;
    const effects = call.calleeEnds("What does it cost me?");
    expect(types(effects)).toContain("cancel_speech");
    expect(only(effects, "release_speech")).toEqual([]);
    expect(only(effects, "start_reply")).toEqual([{ type: "start_reply", generation: generation + 1 }]);
  });

  it("is forgotten at the first word more, and kept while nothing new is heard", () => {
    const call = preparing();
    call.send({ type: "callee.speech", transcript: "what does it cost", words: [] });
    expect(call.state.speculation).not.toBeNull();
    call.send({ type: "callee.speech", transcript: "what does it cost in", words: [] });
    expect(call.state.speculation).toBeNull();
  });

  it("is tried at most three times a turn, and again in the next", () => {
    const call = greeted();
    for (let i = 0; i < 5; i++) {
      const transcript = `And then ${"more ".repeat(i)}came.`;
      call.calleePauses(transcript);
      call.send({ type: "callee.resumed", transcript, words: [] });
    }
    const started = () => only(call.effects, "start_reply").filter((effect) => effect.heard !== undefined);
    expect(started()).toHaveLength(3);
    call.calleeEnds("And that was it.");
    call.modelWrites("I see what you mean.");
    call.agentIsHeard();
    call.calleePauses(ASKED);
    expect(started()).toHaveLength(4);
  });

  it("is not begun twice for the same words", () => {
    const call = preparing();
    expect(call.calleePauses(ASKED)).toEqual([]);
  });

  it.each([
    ["while we speak", () => speaking()],
    [
      "before we have greeted",
      () => {
        const call = greeted();
        call.state = { ...call.state, hasGreeted: false };
        return call;
      },
    ],
    [
      "when the call is to be wrapped up",
      () => {
        const call = greeted();
        call.state = { ...call.state, isWrapUpDue: true };
        return call;
      },
    ],
  ])("is not begun %s", (_, begin) => {
    const call = begin();
    expect(only(call.send({ type: "callee.pausing", transcript: "Okay", words: [] }), "start_reply")).toEqual(
      [],
    );
  });

  it("is not begun for an opt-out", () => {
    const call = greeted();
    expect(only(call.calleePauses("Never call me again."), "start_reply")).toEqual([]);
  });

  it.each<[string, TurnTakingEvent]>([
    ["a fault of the model", { type: "reply.failed", generation: 0, retryable: false }],
    ["a fault of the voice", { type: "speech.failed", generation: 0 }],
  ])("is begun anew at the end of the turn after %s", (_, event) => {
    const call = preparing("");
    const { generation } = call;
    call.send({ ...event, generation } as TurnTakingEvent);
    expect(call.state.speculation).toBeNull();
    expect(call.state.ending).toBeNull();
    expect(only(call.calleeEnds(ASKED), "start_reply")).toEqual([
      { type: "start_reply", generation: generation + 1 },
    ]);
  });

  it.each<[string, TurnTakingEvent[], string]>([
    ["the key 9", [{ type: "dtmf", digit: "9" }], "record_opt_out"],
    ["an answering machine", [{ type: "machine" }], "hang_up"],
    ["an operator's hang-up", [{ type: "end.asked", by: "operator" }], "hang_up"],
    ["a lost recogniser", [{ type: "stt.lost" }], "speak"],
    ["the end of the line", [{ type: "line.closed", by: "callee" }], "finish"],
    [
      "an opt-out",
      [{ type: "callee.ended", transcript: "Take me off your list", words: [] }],
      "record_opt_out",
    ],
  ])("is forgotten at %s", (_, events, effect) => {
    const call = preparing();
    const prepared = call.generation;
    const effects = call.send(...events);
    expect(types(effects)).toEqual(expect.arrayContaining(["cancel_reply", "cancel_speech", effect]));
    expect(call.state.speculation).toBeNull();
    expect(only(effects, "release_speech")).toEqual([]);
    call.wait(60_000);
    expect(turns(call).filter((turn) => turn.generation === prepared)).toEqual([]);
  });

  it("lets another key pass", () => {
    const call = preparing();
    expect(call.send({ type: "dtmf", digit: "1" })).toEqual([]);
    expect(call.state.speculation).not.toBeNull();
  });

  it("is let go when the turn hangs and is ended by time", () => {
    const call = preparing();
    expect(types(call.wait(call.state.config.stuckTurnMs))).toContain("release_speech");
  });
});

describe("tools of a prepared answer", () => {
  const outcome = tool("set_outcome", { disposition: "goal_achieved", reason: "" });

  it("are used when the turn is over, in their order, and not before", () => {
    const call = preparing("");
    const held = call.modelWrites("", outcome, tool("end_call", { farewell: "Goodbye then." }));
    expect(held).toEqual([]);
    expect(call.state.outcome).toBeNull();
    const effects = call.calleeEnds(ASKED);
    expect(call.state.outcome).toBe("goal_achieved");
    expect(only(effects, "store_turn").map(({ turn }) => turn.tool?.name)).toEqual([
      undefined,
      "set_outcome",
      "end_call",
    ]);
    expect(spoken(call).at(-1)).toBe("Goodbye then.");
    expect(call.state.ending).toBe("goodbye");
  });

  it("follow the words that were spoken before them", () => {
    const call = preparing("");
    call.modelWrites("Very well. ", outcome, tool("end_call", { farewell: "Goodbye." }));
    const effects = call.calleeEnds(ASKED);
    expect(only(effects, "speak").map((effect) => effect.text)).toEqual(["Goodbye."]);
    expect(call.state.agent?.spoken).toBe("Very well. Goodbye.");
  });

  it("ask the model again only when the turn is over", () => {
    const call = preparing("");
    const { generation } = call;
    expect(call.modelWrites("", tool("schedule_callback", { when: "tomorrow" }))).toEqual([]);
    const effects = call.calleeEnds(ASKED);
    expect(only(effects, "record_callback")).toHaveLength(1);
    expect(only(effects, "start_reply")).toEqual([{ type: "start_reply", generation }]);
  });

  it("take no effect when the answer is forgotten", () => {
    const call = preparing("");
    call.modelWrites(
      "",
      outcome,
      tool("opt_out", {}),
      tool("schedule_callback", { when: "tomorrow", at: "2027-01-01T10:00:00Z" }),
    );
    const effects = call.send({ type: "callee.resumed", transcript: ASKED, words: [] });
    expect(types(effects)).toEqual(["cancel_reply", "cancel_speech"]);
    expect(call.state).toMatchObject({ outcome: null, optedOut: false, ending: null });
    expect(only(call.effects, "record_callback")).toEqual([]);
  });
});

describe("a sentence that was broken off", () => {
  it.each(["I would come but", "Well, it is the", "I wanted to ask about -", "Pues yo quiero pero"])(
    "%j is given time to go on",
    (transcript) => {
      const call = greeted();
      expect(only(call.calleeSays(transcript), "start_reply")).toEqual([]);
      call.wait(800);
      call.send({ type: "callee.speech", transcript: "something more", words: [] });
      call.wait(800);
      expect(only(call.effects, "start_reply")).toEqual([]);
      call.send({ type: "callee.ended", transcript: "something more", words: [] });
      expect(only(call.effects, "start_reply")).toHaveLength(1);
    },
  );

  it("is answered when it does not go on", () => {
    const call = greeted();
    call.calleeSays("I would come but");
    expect(only(call.wait(899), "start_reply")).toEqual([]);
    expect(only(call.wait(1), "start_reply")).toHaveLength(1);
  });

  it("keeps the prepared answer that long", () => {
    const call = greeted();
    call.calleePauses("I would come but");
    call.modelWrites("But what?");
    expect(only(call.calleeEnds("I would come but"), "release_speech")).toEqual([]);
    expect(only(call.wait(900), "release_speech")).toHaveLength(1);
  });

  it("is answered after a noise that came to no words", () => {
    const call = greeted();
    call.calleeSays("I would come but");
    call.send({ type: "callee.speech", transcript: "hm", words: [] });
    expect(only(call.send({ type: "callee.ended", transcript: "", words: [] }), "start_reply")).toHaveLength(
      1,
    );
  });

  it.each(["I would come.", "But why?", "And", "Because of that"])("%j is none", (transcript) => {
    expect(only(greeted().calleeSays(transcript), "start_reply")).toHaveLength(1);
  });
});

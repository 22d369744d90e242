import { describe, expect, it } from "vitest";
import { only, greeted, connected, type Rehearsal, speaking, spoken, turns } from "./rehearsal.fixture.ts";

/** So much of the current utterance was heard. */
const hear = (call: Rehearsal, ms: number): void => {
  call.wait(ms);
  call.send({ type: "played", generation: call.generation, heardMs: ms });
};
const said = (call: Rehearsal, transcript: string) =>
  call.send({ type: "callee.speech", transcript, words: [] });
const ended = (call: Rehearsal, transcript: string) =>
  call.send({ type: "callee.ended", transcript, words: [] });

describe("who may interrupt", () => {
  it.each([
    "Stop",
    "Wait.",
    "Hold on",
    "Hang on",
    "Okay, stop.",
    "Excuse me",
    "One second",
    "Espere",
    "Un momento",
    "Oiga",
    "No thanks",
    "How much",
    "Right, and what does it cost?",
  ])("%j does", (transcript) => {
    const call = speaking();
    expect(only(said(call, transcript), "clear")).toHaveLength(1);
    expect(call.state.phase).toBe("listening");
  });

  it.each([
    "Mm-hmm",
    "Okay, okay.",
    "Right.",
    "Yeah, sure.",
    "Uh huh",
    "Sí",
    "Vale, vale.",
    "Claro",
    "De acuerdo",
  ])("%j does not, however long it takes", (transcript) => {
    const call = speaking();
    said(call, transcript);
    expect(only(call.wait(1500), "clear")).toEqual([]);
    expect(call.state.agent).not.toBeNull();
  });

  it("a backchannel that turns into a question does", () => {
    const call = speaking();
    said(call, "Okay");
    call.wait(400);
    expect(only(said(call, "Okay so what"), "clear")).toHaveLength(1);
    ended(call, "Okay so what does it cost?");
    expect(call.state.history.at(-1)).toEqual({ role: "callee", text: "Okay so what does it cost?" });
    expect(call.state.agent?.kind).toBe("reply");
  });

  it("a backchannel that goes on past our last word is an answer", () => {
    const call = speaking();
    hear(call, 1700);
    said(call, "Yeah");
    call.send({ type: "played.all", generation: call.generation });
    expect(only(ended(call, "Yeah."), "start_reply")).toHaveLength(1);
  });

  it("as many words as the agent's settings say", () => {
    const call = speaking({ interruptionWords: 4, interruptionMs: 3000 });
    said(call, "I really do");
    expect(call.state.agent).not.toBeNull();
    said(call, "I really do think");
    expect(call.state.agent).toBeNull();
  });
});

const stopped = (): Rehearsal => {
  const call = speaking();
  hear(call, 600);
  said(call, "Uh what");
  return call;
};

describe("an interruption that came to nothing", () => {
  it("lets us go on with what was not heard, when the turn ends without words", () => {
    const call = stopped();
    ended(call, "");
    expect(spoken(call).at(-1)).toBe("three four five six.");
    call.agentIsHeard();
    expect(call.state.history.at(-1)).toEqual({
      role: "agent",
      text: "One two three four five six.",
      toolResults: [],
    });
    expect(turns(call).slice(-2)).toMatchObject([
      { text: "One two", interrupted: true },
      { text: "three four five six.", interrupted: false },
    ]);
    expect(call.state.phase).toBe("listening");
  });

  it("lets us go on 2 s after they began, when no words stand", () => {
    const call = stopped();
    const began = call.now;
    call.wait(700);
    said(call, "");
    expect(only(call.wait(1299), "speak")).toEqual([]);
    expect(only(call.wait(1), "speak").map((effect) => effect.text)).toEqual(["three four five six."]);
    expect(call.now - began).toBe(call.state.config.falseInterruptionMs);
  });

  it("lets us go on after a backchannel that was taken for more", () => {
    const call = stopped();
    const effects = ended(call, "I see.");
    expect(only(effects, "speak").map((effect) => effect.text)).toEqual(["three four five six."]);
    expect(only(effects, "start_reply")).toEqual([]);
    expect(turns(call).map((turn) => turn.text)).toContain("I see.");
    expect(call.state.history.some((item) => item.text === "I see.")).toBe(false);
  });

  it("takes that backchannel for an answer when hardly anything was left to be said", () => {
    const call = speaking();
    hear(call, 1500);
    said(call, "I do");
    expect(only(ended(call, "Yes."), "start_reply")).toHaveLength(1);
  });

  it("does not let us go on while they are speaking, nor after they have spoken", () => {
    const call = stopped();
    expect(only(call.wait(2500), "speak")).toEqual([]);
    ended(call, "Uh what was that?");
    expect(only(call.effects, "start_reply")).toHaveLength(2);
    call.modelWrites("I said six words to you.");
    expect(spoken(call).at(-1)).toBe("I said six words to you.");
    expect(only(call.wait(300), "speak")).toEqual([]);
  });

  it("lets us be stopped again, and go on again", () => {
    const call = stopped();
    ended(call, "");
    call.voiceDelivers();
    hear(call, 600);
    said(call, "Uh what");
    ended(call, "");
    expect(spoken(call).at(-1)).toBe("five six.");
    call.agentIsHeard();
    expect(call.state.history.at(-1)?.text).toBe("One two three four five six.");
  });

  it("goes on with whole sentences where the model was stopped in its writing", () => {
    const call = greeted();
    call.calleeSays("Go ahead.");
    const { generation } = call;
    call.send({ type: "reply.text", generation, text: "One two three. Four five six. And sev" });
    call.voiceDelivers();
    call.state = { ...call.state, agent: call.state.agent && { ...call.state.agent, totalMs: null } };
    hear(call, 600);
    said(call, "Uh what");
    ended(call, "");
    expect(spoken(call).at(-1)).toBe("three. Four five six.");
  });

  it("asks the model anew where nothing of the answer was heard", () => {
    const call = greeted();
    call.calleeSays("Go ahead.");
    said(call, "Actually");
    expect(call.state.agent).toBeNull();
    expect(only(ended(call, ""), "start_reply")).toHaveLength(1);
    expect(call.state.history.at(-1)).toEqual({ role: "callee", text: "Go ahead." });
  });

  it("is wrapped up instead when the time is over", () => {
    const call = stopped();
    call.state = { ...call.state, isWrapUpDue: true };
    ended(call, "");
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.limitFarewell);
  });

  it("brings nothing back once the call is ending", () => {
    const call = stopped();
    call.send({ type: "dtmf", digit: "9" }, { type: "opt_out.recorded" });
    const before = spoken(call).length;
    ended(call, "");
    call.wait(2500);
    expect(spoken(call)).toHaveLength(before);
  });
});

/** Time with what was heard in it told before each event, as the worker does. */
const passed = (call: Rehearsal, ms: number): void => {
  for (let i = 0; i < ms; i += 20) {
    const agent = call.state.agent;
    const heardMs = call.now + 20 - (agent?.startedMs ?? 0);
    if (agent !== null) call.send({ type: "played", generation: agent.generation, heardMs });
    call.wait(20);
  }
};

describe("what must be heard", () => {
  const DISCLOSURE = "This call is recorded.";
  const opening = (): Rehearsal => {
    const call = connected({
      greeting: `${DISCLOSURE} Am I speaking with Sam?`,
      disclosure: DISCLOSURE,
    });
    call.wait(1200);
    call.voiceDelivers();
    return call;
  };

  it("is said whoever speaks meanwhile, and they are listened to as soon as it was", () => {
    const call = opening();
    passed(call, 300);
    said(call, "Stop, who is this?");
    passed(call, 600);
    expect(call.state.agent).not.toBeNull();
    passed(call, 500);
    expect(call.state.agent).toBeNull();
    expect(turns(call).at(-1)?.text).toContain(DISCLOSURE);
    expect(only(ended(call, "Stop, who is this?"), "start_reply")).toHaveLength(1);
  });

  it("keeps what was said meanwhile, and answers it", () => {
    const call = opening();
    passed(call, 300);
    ended(call, "Who is this?");
    expect(call.state.agent).not.toBeNull();
    passed(call, 1100);
    expect(only(call.effects, "start_reply")).toHaveLength(1);
    expect(call.state.history.map((item) => item.role)).toEqual(["agent", "callee"]);
  });

  it("ends at once for an opt-out", () => {
    const call = opening();
    passed(call, 300);
    expect(only(ended(call, "Never call me again."), "clear")).toHaveLength(1);
  });
});

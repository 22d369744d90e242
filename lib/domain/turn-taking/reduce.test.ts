import { describe, expect, it } from "vitest";
import { connected, greeted, only, finished, speaking, spoken, turns } from "./rehearsal.fixture.ts";

describe("opening", () => {
  it("answers a hello at once with the greeting", () => {
    const call = connected();
    expect(only(call.calleeSays("Hello?"), "speak").map((e) => e.text)).toEqual([call.state.config.greeting]);
  });

  it("greets after 1.2 s of silence, not before", () => {
    const call = connected();
    expect(only(call.wait(1199), "speak")).toEqual([]);
    expect(only(call.wait(1), "speak")).toHaveLength(1);
  });

  it("takes a recogniser's report of silence for silence", () => {
    const call = connected();
    for (let i = 0; i < 4; i++) {
      call.wait(250);
      call.send({ type: "callee.speech", transcript: "", words: [] });
    }
    expect(only(call.wait(200), "speak")).toHaveLength(1);
    call.agentIsHeard();
    for (let i = 0; i < 32; i++) {
      call.send({ type: "callee.speech", transcript: "", words: [] });
      call.wait(250);
    }
    expect(spoken(call).at(-1)).toBe("Are you still there?");
  });

  it("waits while there is sound that has no words yet, but not for ever", () => {
    const call = connected();
    call.wait(1000);
    call.send({ type: "callee.sound" });
    expect(only(call.wait(1100), "speak")).toEqual([]);
    for (let i = 0; i < 20; i++) {
      call.send({ type: "callee.sound" });
      call.wait(100);
    }
    expect(spoken(call)).toEqual([call.state.config.greeting]);
    expect(call.send({ type: "callee.sound" })).toEqual([]);
  });

  it("puts a hello that began before our greeting in front of it", () => {
    const call = connected();
    call.wait(1200);
    call.voiceDelivers();
    call.wait(300);
    const words = [{ word: "Hello?", startMs: 900, endMs: 1150 }];
    call.send({ type: "callee.ended", transcript: "Hello?", words });
    call.wait(3000);
    call.send({ type: "played.all", generation: call.generation });
    expect(turns(call).map((turn) => [turn.index, turn.role])).toEqual([
      [0, "callee"],
      [1, "agent"],
    ]);
  });

  it("lets the callee finish a hello that began just before the silence was over", () => {
    const call = connected();
    call.wait(1100);
    expect(only(call.calleeSays("Hello, who is this?"), "speak")).toHaveLength(1);
    expect(turns(call)[0]).toMatchObject({ index: 0, role: "callee", text: "Hello, who is this?" });
  });

  it("greets again when the greeting was cut off before a word of it was heard", () => {
    const call = connected();
    call.wait(1200);
    call.send({ type: "callee.speech", transcript: "Hello", words: [] });
    // One hello that crosses ours is no interruption.
    expect(call.state.agent?.kind).toBe("greeting");
    call.send({ type: "callee.speech", transcript: "Hello who is there", words: [] });
    expect(call.state.agent).toBeNull();
    call.send({ type: "callee.ended", transcript: "Hello who is there", words: [] });
    expect(call.state.agent?.kind).toBe("greeting");
  });
});

describe("answering", () => {
  it("asks the model when the turn ends and speaks its first clause before the rest is written", () => {
    const call = greeted();
    expect(only(call.calleeSays("Yes, speaking."), "start_reply")).toHaveLength(1);
    const { generation } = call;
    call.send({ type: "reply.text", generation, text: "Thank you very much, I am" });
    expect(spoken(call).at(-1)).toBe("Thank you very much, ");
    call.send(
      { type: "reply.text", generation, text: " calling about Monday." },
      { type: "reply.end", generation },
    );
    expect(spoken(call).at(-1)).toBe("I am calling about Monday.");
  });

  it("gives the voice what is said for a text, and keeps the text as it was written", () => {
    const call = greeted();
    call.calleeSays("How much is it?");
    call.modelWrites("**It is $29.95.** 👍");
    const said = only(call.effects, "speak").at(-1);
    expect(said?.voiced.trim()).toBe("It is twenty-nine dollars and ninety-five cents.");
    call.agentIsHeard();
    expect(turns(call).at(-1)).toMatchObject({ text: "**It is $29.95.** 👍", interrupted: false });
  });

  it("asks once more for an answer in which there is nothing to say", () => {
    const call = greeted();
    call.calleeSays("Thanks.");
    expect(only(call.modelWrites("👍"), "start_reply")).toHaveLength(1);
  });

  it("drops whatever belongs to an older generation", () => {
    const call = speaking();
    const old = call.generation;
    call.send({ type: "callee.speech", transcript: "No, listen to me", words: [] });
    const before = call.state;
    expect(
      call.send(
        { type: "reply.text", generation: old, text: "late" },
        { type: "speech.audio", generation: old, sentMs: 9000 },
        { type: "speech.end", generation: old, totalMs: 9000 },
        { type: "played.all", generation: old },
        { type: "reply.failed", generation: old, retryable: false },
      ),
    ).toEqual([]);
    expect(call.state).toBe(before);
  });

  it("lets the callee go on after a pause: the answer that was being prepared is forgotten", () => {
    const call = greeted();
    call.calleeSays("Well I have a question");
    const cancelled = call.send({ type: "callee.speech", transcript: "ask you something", words: [] });
    expect(cancelled.map((e) => e.type)).toContain("cancel_reply");
    call.send({ type: "callee.ended", transcript: "ask you something", words: [] });
    expect(call.state.history.filter((item) => item.role === "callee").map((item) => item.text)).toEqual([
      "Hello?",
      "Well I have a question",
      "ask you something",
    ]);
  });

  it("listens after it was heard to the end", () => {
    const call = speaking();
    call.wait(1800);
    expect(call.state.phase).toBe("speaking");
    call.send({ type: "played.all", generation: call.generation });
    expect(call.state.phase).toBe("listening");
    expect(turns(call).at(-1)).toMatchObject({ text: "One two three four five six.", interrupted: false });
  });

  it("listens after a grace when the last mark never comes back", () => {
    const call = speaking();
    call.wait(1800 + call.state.config.playedGraceMs);
    expect(call.state.phase).toBe("listening");
  });
});

describe("barge-in", () => {
  const interrupting: [string, string][] = [
    ["two words", "No thanks"],
    ["a stop phrase", "Stop"],
    ["a stop phrase of two words", "Hold on"],
  ];
  it.each(interrupting)("stops at once for %s", (_, transcript) => {
    const call = speaking();
    call.wait(600);
    call.send({ type: "played", generation: call.generation, heardMs: 600 });
    const effects = call.send({ type: "callee.speech", transcript, words: [] });
    expect(effects.map((e) => e.type).slice(0, 3)).toEqual(["cancel_reply", "cancel_speech", "clear"]);
    expect(turns(call).at(-1)).toMatchObject({
      role: "agent",
      text: "One two",
      generatedText: "One two three four five six.",
      interrupted: true,
    });
    expect(call.state.history.at(-1)).toEqual({ role: "agent", text: "One two", toolResults: [] });
  });

  it("stops for one word that goes on for 500 ms", () => {
    const call = speaking();
    call.send({ type: "callee.speech", transcript: "Actually", words: [] });
    expect(only(call.wait(499), "clear")).toEqual([]);
    expect(only(call.wait(1), "clear")).toHaveLength(1);
  });

  it.each(["Mm-hmm.", "Okay.", "Right, okay.", "I see.", "Uh-huh"])("speaks on through %j", (transcript) => {
    const call = speaking();
    const effects = call.calleeSays(transcript);
    expect(only(effects, "clear")).toEqual([]);
    expect(only(effects, "start_reply")).toEqual([]);
    expect(turns(call).at(-1)).toMatchObject({ role: "callee", text: transcript });
    call.send({ type: "played.all", generation: call.generation });
    expect(call.state.phase).toBe("listening");
  });

  it("answers a short word that ended in the last moment of the question", () => {
    const call = speaking();
    call.wait(1300);
    call.send({ type: "played", generation: call.generation, heardMs: 1300 });
    call.send({ type: "callee.ended", transcript: "Yes.", words: [] });
    expect(only(call.send({ type: "played.all", generation: call.generation }), "start_reply")).toHaveLength(
      1,
    );
    expect(call.state.history.slice(-2).map((item) => item.text)).toEqual([
      "One two three four five six.",
      "Yes.",
    ]);
  });

  it("answers one word that did not interrupt when it is done", () => {
    const call = speaking();
    call.send({ type: "callee.ended", transcript: "No.", words: [] });
    expect(call.state.agent).not.toBeNull();
    expect(only(call.send({ type: "played.all", generation: call.generation }), "start_reply")).toHaveLength(
      1,
    );
  });

  it("keeps no message of an answer of which nothing was heard", () => {
    const call = speaking();
    const before = call.state.history.length;
    call.send({ type: "callee.speech", transcript: "Wait a moment", words: [] });
    expect(call.state.history).toHaveLength(before);
    expect(turns(call).filter((turn) => turn.role === "agent")).toHaveLength(1);
    // Its place in the transcript is taken by what comes next.
    call.send({ type: "callee.ended", transcript: "Wait a moment", words: [] });
    expect(turns(call).map((turn) => turn.index)).toEqual([0, 1, 2, 3]);
  });
});

describe("silence", () => {
  it("asks twice, then says goodbye; nobody ever spoke", () => {
    const call = connected();
    call.wait(1200);
    call.agentIsHeard();
    for (let i = 0; i < 2; i++) {
      call.wait(8000);
      expect(spoken(call).at(-1)).toBe("Are you still there?");
      call.agentIsHeard();
    }
    call.wait(8000);
    expect(only(call.agentIsHeard(), "hang_up")).toEqual([{ type: "hang_up", reason: "no_response" }]);
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({
      disposition: "no_response",
      answeredBy: "silence",
      facts: { endedBy: "agent" },
    });
  });

  it("counts anew after the callee has spoken", () => {
    const call = greeted();
    call.wait(8000);
    call.agentIsHeard();
    call.calleeSays("Yes, I'm here.");
    expect(call.state.silencePrompts).toBe(0);
  });
});

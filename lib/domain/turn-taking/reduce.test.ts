import { describe, expect, it } from "vitest";
import { decideAnsweredBy, decideDisposition } from "../conversation/disposition.ts";
import type { ToolUse } from "../conversation/tools.ts";
import { only, Rehearsal, tool } from "./rehearsal.ts";

const connected = (given: ConstructorParameters<typeof Rehearsal>[0] = {}): Rehearsal => {
  const call = new Rehearsal(given);
  call.send({ type: "connected" });
  return call;
};

/** Greeted, and it is the callee's turn. */
const greeted = (given: ConstructorParameters<typeof Rehearsal>[0] = {}): Rehearsal => {
  const call = connected(given);
  call.calleeSays("Hello?");
  call.agentIsHeard();
  return call;
};

/** The agent is in the middle of an answer of six words, 300 ms each. */
const speaking = (): Rehearsal => {
  const call = greeted();
  call.calleeSays("Yes, this is Sam.");
  call.modelWrites("One two three four five six.");
  call.voiceDelivers();
  return call;
};

const finished = (call: Rehearsal) => {
  const facts = only(call.effects, "finish").at(-1)?.facts;
  if (facts === undefined) throw new Error("the call has not ended");
  return { facts, disposition: decideDisposition(facts), answeredBy: decideAnsweredBy(facts) };
};

const spoken = (call: Rehearsal): string[] => only(call.effects, "speak").map((effect) => effect.text);
const turns = (call: Rehearsal) => only(call.effects, "store_turn").map((effect) => effect.turn);

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
    call.calleeSays("Well I wanted to");
    const cancelled = call.send({ type: "callee.speech", transcript: "ask you something", words: [] });
    expect(cancelled.map((e) => e.type)).toContain("cancel_reply");
    call.send({ type: "callee.ended", transcript: "ask you something", words: [] });
    expect(call.state.history.filter((item) => item.role === "callee").map((item) => item.text)).toEqual([
      "Hello?",
      "Well I wanted to",
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

const reply = (call: Rehearsal, text: string, ...uses: ToolUse[]) => {
  call.calleeSays("Sounds fine to me.");
  call.modelWrites(text, ...uses);
};

describe("the end", () => {
  const outcome = tool("set_outcome", { disposition: "goal_achieved", reason: "agreed" });

  it("hangs up only after the farewell was heard", () => {
    const call = greeted();
    reply(call, "", outcome, tool("end_call", { farewell: "Thank you, goodbye!" }));
    expect(spoken(call).at(-1)).toBe("Thank you, goodbye!");
    call.voiceDelivers();
    call.wait(500);
    expect(only(call.effects, "hang_up")).toEqual([]);
    call.send({ type: "played.all", generation: call.generation });
    expect(only(call.effects, "hang_up")).toEqual([{ type: "hang_up", reason: "goodbye" }]);
    call.send({ type: "line.closed", by: "callee" });
    expect(finished(call)).toMatchObject({ disposition: "goal_achieved", facts: { endedBy: "agent" } });
  });

  it("hangs up although the mark behind the farewell never comes back", () => {
    const call = greeted();
    reply(call, "All right. ", tool("end_call", { farewell: "Bye." }));
    call.voiceDelivers();
    expect(only(call.wait(10_000), "hang_up")).toHaveLength(1);
  });

  it("says a farewell of its own when the model gives none", () => {
    const call = greeted();
    reply(call, "", tool("end_call", {}));
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.farewell);
  });

  it("comes to no goal when the model ends without an outcome", () => {
    const call = greeted();
    reply(call, "", tool("end_call", { farewell: "Bye." }));
    call.agentIsHeard();
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call).disposition).toBe("no_goal");
  });

  it("lets the model go on after a tool that says nothing", () => {
    const call = greeted();
    call.calleeSays("Tomorrow at ten.");
    const { generation } = call;
    const effects = call.modelWrites("", tool("schedule_callback", { when: "tomorrow at ten" }));
    expect(only(effects, "record_callback")).toEqual([
      { type: "record_callback", when: "tomorrow at ten", at: null },
    ]);
    expect(only(effects, "start_reply")).toEqual([{ type: "start_reply", generation }]);
    call.modelWrites("Fine, until then.");
    expect(spoken(call).at(-1)).toBe("Fine, until then.");
    expect(call.state.outcome).toBe("callback_requested");
  });

  it("is hung_up when the callee leaves, with or without a word", () => {
    const silent = connected();
    silent.send({ type: "line.closed", by: "callee" });
    expect(finished(silent)).toMatchObject({ disposition: "hung_up", answeredBy: "human" });
    const talking = speaking();
    talking.wait(700);
    talking.send({ type: "played", generation: talking.generation, heardMs: 700 });
    talking.send({ type: "line.closed", by: "callee" });
    expect(finished(talking)).toMatchObject({ disposition: "hung_up", facts: { endedBy: "callee" } });
    expect(turns(talking).at(-1)).toMatchObject({ text: "One two", interrupted: true });
  });

  it("hangs up on an answering machine without a word", () => {
    const call = connected();
    call.send({ type: "callee.speech", transcript: "You have reached", words: [] });
    call.send({ type: "machine" });
    expect(spoken(call)).toEqual([]);
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({
      disposition: "voicemail_no_message",
      answeredBy: "voicemail",
      facts: { endedBy: "agent", endReason: "voicemail" },
    });
  });

  it("wraps up politely before the time is over", () => {
    const call = greeted({ maxDurationMs: 100_000 });
    call.calleeSays("Let me tell you a story.");
    call.modelWrites("Please do.");
    call.agentIsHeard();
    call.now = 86_000;
    call.send({ type: "callee.speech", transcript: "Once upon a time", words: [] });
    call.send({ type: "tick" });
    expect(spoken(call).at(-1)).toBe("Please do.");
    call.send({ type: "callee.ended", transcript: "Once upon a time", words: [] });
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.limitFarewell);
    call.agentIsHeard();
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({ disposition: "no_goal", facts: { endedBy: "limit" } });
  });

  it("hangs up hard at the limit while the callee talks on", () => {
    const call = greeted({ maxDurationMs: 60_000 });
    while (call.now < 59_000) {
      call.wait(1000);
      call.send({ type: "callee.speech", transcript: "and so on", words: [] });
    }
    expect(only(call.wait(2000), "hang_up")).toEqual([{ type: "hang_up", reason: "max_duration" }]);
  });

  it("ends when the carrier never closes the line", () => {
    const call = greeted();
    call.send({ type: "end.asked", by: "operator" });
    call.wait(call.state.config.hangUpMs);
    expect(finished(call)).toMatchObject({ disposition: "no_goal", facts: { endedBy: "operator" } });
  });
});

describe("opt-out", () => {
  it("is written before the goodbye is said", () => {
    const call = greeted();
    const effects = call.calleeSays("Please never call me again.");
    expect(effects.map((e) => e.type)).toContain("record_opt_out");
    expect(only(effects, "speak")).toEqual([]);
    expect(only(effects, "start_reply")).toEqual([]);
    call.send({ type: "opt_out.recorded" });
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.optOutFarewell);
    call.agentIsHeard();
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({ disposition: "opted_out", facts: { endedBy: "agent" } });
  });

  it("says goodbye all the same when the write takes too long", () => {
    const call = greeted();
    call.calleeSays("Take me off your list.");
    expect(only(call.wait(1000), "speak")).toHaveLength(1);
  });

  it("is heard through pressing 9 while we speak", () => {
    const call = speaking();
    const types = call.send({ type: "dtmf", digit: "9" }).map((e) => e.type);
    expect(types).toContain("record_opt_out");
    expect(types).toContain("clear");
    expect(call.send({ type: "dtmf", digit: "9" })).toEqual([]);
  });

  it("is heard in the last words before the callee hangs up", () => {
    const call = greeted();
    call.send({ type: "callee.speech", transcript: "Stop calling me", words: [] });
    const effects = call.send({ type: "line.closed", by: "callee" });
    expect(only(effects, "record_opt_out")).toHaveLength(1);
    expect(finished(call).disposition).toBe("opted_out");
  });

  it("by the model's tool: recorded, then its farewell, then the end", () => {
    const call = greeted();
    call.calleeSays("I would rather not hear from you.");
    call.modelWrites("I understand.", tool("opt_out", { farewell: "You won't hear from us. Goodbye." }));
    expect(only(call.effects, "record_opt_out")).toEqual([
      { type: "record_opt_out", how: "tool", words: "" },
    ]);
    expect(spoken(call).at(-1)).toBe("I understand.");
    call.send({ type: "opt_out.recorded" });
    expect(spoken(call).at(-1)).toBe(" You won't hear from us. Goodbye.");
    expect(only(call.agentIsHeard(), "hang_up")).toEqual([{ type: "hang_up", reason: "opted_out" }]);
  });
});

describe("when a provider fails", () => {
  it("asks the model once more when it wrote nothing, then apologises and ends", () => {
    const call = greeted();
    call.calleeSays("Tell me more about it.");
    expect(
      only(call.send({ type: "reply.failed", generation: call.generation, retryable: true }), "start_reply"),
    ).toHaveLength(1);
    call.send({ type: "reply.failed", generation: call.generation, retryable: true });
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.apology);
    call.agentIsHeard();
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({
      disposition: "error",
      answeredBy: "human",
      facts: { endReason: "llm_failed", endedBy: "error" },
    });
  });

  it("takes a model that stays silent for failed", () => {
    const call = greeted();
    call.calleeSays("Tell me more about it.");
    call.wait(2 * call.state.config.firstTokenMs);
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.apology);
  });

  it("hangs up when even the apology can't be spoken", () => {
    const call = speaking();
    call.send({ type: "speech.failed", generation: call.generation });
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.apology);
    expect(only(call.send({ type: "speech.failed", generation: call.generation }), "hang_up")).toEqual([
      { type: "hang_up", reason: "tts_failed" },
    ]);
  });

  it("apologises when it can't hear any more", () => {
    const call = speaking();
    call.send({ type: "stt.lost" });
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.apology);
  });
});

import { describe, expect, it } from "vitest";
import type { ToolUse } from "../conversation/tools.ts";
import {
  connected,
  finished,
  greeted,
  only,
  type Rehearsal,
  speaking,
  spoken,
  tool,
  turns,
} from "./rehearsal.fixture.ts";

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

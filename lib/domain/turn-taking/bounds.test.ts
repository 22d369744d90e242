import { describe, expect, it } from "vitest";
import { finished, greeted, only, type Rehearsal, spoken, tool } from "./rehearsal.fixture.ts";

const says = (call: Rehearsal, ...turns: string[]): void => {
  for (const text of turns) {
    call.calleeSays(text);
    if (call.state.ending !== null) return;
    call.modelWrites("I see. It takes one minute only.");
    call.agentIsHeard();
  }
};
const ends = (call: Rehearsal) => {
  call.agentIsHeard();
  call.send({ type: "line.closed", by: "carrier" });
  return finished(call);
};

describe("a conversation within its bounds", () => {
  it("closes politely when objections go on", () => {
    const call = greeted();
    says(call, "I'm busy.", "It is too expensive.", "I already have one.");
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.farewell);
    expect(ends(call)).toMatchObject({ disposition: "not_interested", facts: { endReason: "goodbye" } });
  });

  it("says that it does not speak their language", () => {
    const call = greeted();
    const spanish = "Hola, ¿quién es usted?";
    says(call, spanish, spanish, spanish);
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.languageFarewell);
    expect(ends(call).disposition).toBe("language_barrier");
  });

  it("does not go on for ever", () => {
    const call = greeted({ maxTurns: 3 });
    says(call, "Yes.", "Go on.", "My dog is ill.");
    expect(spoken(call).at(-1)).toBe(call.state.config.phrases.limitFarewell);
    expect(ends(call)).toMatchObject({
      disposition: "no_goal",
      facts: { endReason: "max_turns", endedBy: "limit" },
    });
  });

  it("keeps what the model has settled", () => {
    const call = greeted({ maxTurns: 2 });
    call.calleeSays("Yes.");
    call.modelWrites("Wonderful.", tool("set_outcome", { disposition: "goal_achieved", reason: "" }));
    call.agentIsHeard();
    call.calleeSays("And thank you.");
    expect(ends(call).disposition).toBe("goal_achieved");
  });

  it("takes nothing back because the model says later that nothing came of it", () => {
    const call = greeted();
    call.calleeSays("Call me tomorrow.");
    call.modelWrites(
      "",
      tool("schedule_callback", { when: "tomorrow" }),
      tool("set_outcome", { disposition: "no_goal", reason: "" }),
      tool("end_call", { farewell: "Until tomorrow." }),
    );
    expect(ends(call).disposition).toBe("callback_requested");
  });

  it("tells its states as they come", () => {
    const call = greeted();
    says(call, "Yes.", "I'm busy.", "All right.");
    call.calleeSays("Fine.");
    call.modelWrites(
      "",
      tool("set_outcome", { disposition: "goal_achieved", reason: "" }),
      tool("end_call", {}),
    );
    ends(call);
    expect(only(call.effects, "conversation_state").map((effect) => effect.state)).toEqual([
      "qualification",
      "objection_handling",
      "qualification",
      "closing",
      "goodbye",
    ]);
  });

  it("knows a no from the words before a hang-up", () => {
    const call = greeted();
    says(call, "No, thank you.");
    call.send({ type: "line.closed", by: "callee" });
    expect(finished(call)).toMatchObject({ disposition: "not_interested", facts: { endedBy: "callee" } });
  });
});

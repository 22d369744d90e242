import { describe, expect, it } from "vitest";
import { finished, greeted, only, type Rehearsal, spoken, tool, turns } from "./rehearsal.fixture.ts";

const WANTS = tool("transfer_to_human", { reason: "They want a person.", summary: "About Monday." });

/** They want a person, and the agent is about to say that it connects them. */
const announced = (text = ""): Rehearsal => {
  const call = greeted({ canTransfer: true });
  call.calleeSays("I want to speak to a person.");
  call.modelWrites(text, WANTS);
  return call;
};

const asked = (): Rehearsal => {
  const call = announced();
  call.agentIsHeard();
  return call;
};

describe("a call that is connected to a colleague", () => {
  it("tells the callee first, in its own words where the model has none", () => {
    const call = announced();
    expect(spoken(call).at(-1)).toBe("One moment, please. I'm connecting you to a colleague.");
    expect(only(call.effects, "transfer")).toEqual([]);
    call.agentIsHeard();
    expect(only(call.effects, "transfer")).toEqual([
      { type: "transfer", request: { reason: "They want a person.", summary: "About Monday." } },
    ]);
    expect(only(call.effects, "hang_up")).toEqual([]);
    expect(spoken(announced("I will put you through. ")).at(-1)).toBe("I will put you through. ");
  });

  it("is not put off by what they say meanwhile, but by their wish not to be called again", () => {
    const call = announced();
    call.voiceDelivers();
    call.calleeSays("Thank you very much for that");
    expect(call.state.agent).not.toBeNull();
    call.calleeSays("Never call me again");
    call.wait(60_000);
    expect(only(call.effects, "transfer")).toEqual([]);
    expect(finished(call).disposition).toBe("opted_out");
  });

  it("is over for us, and transferred, when the colleague picks up", () => {
    const call = asked();
    call.send({ type: "line.dropped" });
    call.wait(9000);
    expect(call.state.phase).not.toBe("ended");
    call.send({ type: "transfer.answered" });
    expect(finished(call)).toMatchObject({ disposition: "transferred", answeredBy: "human" });
    expect(finished(call).facts.endedBy).toBe("agent");
    expect(only(call.effects, "hang_up")).toEqual([]);
  });

  it.each([
    ["the carrier gave the call back", [{ type: "line.dropped" }, { type: "line.restored" }] as const],
    ["the carrier would not try", [{ type: "transfer.refused" }] as const],
  ])("goes on with the callee when %s", (_, events) => {
    const call = asked();
    call.send(...events);
    expect(spoken(call).at(-1)).toMatch(/nobody is free/);
    call.agentIsHeard();
    call.calleeSays("Then call me tomorrow.");
    expect(only(call.effects, "start_reply").at(-1)?.generation).toBe(call.generation);
    call.modelWrites("", WANTS);
    expect(turns(call).at(-1)?.tool?.result).toMatch(/^error/);
  });

  it("says nothing to somebody who is being connected", () => {
    const call = asked();
    const before = spoken(call).length;
    call.calleeSays("Hello? Is anybody there?");
    call.wait(30_000);
    expect(spoken(call)).toHaveLength(before);
    expect(only(call.effects, "hang_up")).toEqual([]);
  });

  it("is ended when neither a colleague nor the call comes back", () => {
    const call = asked();
    call.send({ type: "line.dropped" });
    call.wait(80_000);
    expect(only(call.effects, "hang_up")).toHaveLength(1);
    expect(finished(call).disposition).toBe("error");
  });

  it("was hung up by a callee who did not want to wait", () => {
    const call = asked();
    call.send({ type: "line.dropped" }, { type: "line.closed", by: "callee" });
    expect(finished(call)).toMatchObject({ disposition: "hung_up" });
  });

  it("is on offer only where there is somebody to connect to", () => {
    const call = greeted();
    call.calleeSays("I want to speak to a person.");
    call.modelWrites("", WANTS);
    expect(turns(call).at(-1)?.tool?.result).toMatch(/^error/);
    expect(only(call.effects, "transfer")).toEqual([]);
  });
});

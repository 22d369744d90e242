import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connected, only, turns } from "./rehearsal.fixture.ts";

const disclosure = "This is an automated assistant. This call is recorded.";
const disclosing = () => connected({ disclosure, greeting: `${disclosure} My name is Alex.` });
/** Words of the disclosure, 300 ms each. */
const WORDS = disclosure.split(" ").length;

describe("the disclosure", () => {
  it("is said first, and told when its last word was heard", () => {
    const call = disclosing();
    call.calleeSays("Hello?");
    const startedMs = call.now;
    call.agentIsHeard();
    expect(turns(call)[1]?.text).toBe(`${disclosure} My name is Alex.`);
    expect(only(call.effects, "disclosed")).toEqual([
      { type: "disclosed", atMs: startedMs + (WORDS - 1) * 300 + 280 },
    ]);
  });

  it("is not interrupted; who speaks into it is answered when the greeting is over", () => {
    const call = disclosing();
    call.calleeSays("Hello?");
    const { generation } = call;
    call.voiceDelivers();
    call.wait(1500);
    call.send({ type: "played", generation, heardMs: 1500 });
    call.calleeSays("Wait, stop, who is there?");
    expect(call.generation).toBe(generation);
    call.send({ type: "played.all", generation });
    expect(only(call.effects, "disclosed")).toHaveLength(1);
    expect(call.state.agent?.kind).toBe("reply");
    expect(call.state.history.at(-1)).toEqual({ role: "callee", text: "Wait, stop, who is there?" });
  });

  it("is cut off by whoever wants no calls at all", () => {
    const call = disclosing();
    call.calleeSays("Hello?");
    call.voiceDelivers();
    call.wait(600);
    call.calleeSays("Never call me again.");
    expect(call.state.ending).toBe("opted_out");
    expect(only(call.effects, "disclosed")).toEqual([]);
  });

  it("was said although the greeting behind it was cut off", () => {
    const call = disclosing();
    call.calleeSays("Hello?");
    call.voiceDelivers();
    const heardMs = WORDS * 300 + 300;
    call.wait(heardMs);
    call.send({ type: "played", generation: call.generation, heardMs });
    call.calleeSays("Stop, what is it?");
    expect(only(call.effects, "disclosed")).toHaveLength(1);
    expect(call.state.agent?.kind).toBe("reply");
  });

  it("is told exactly when all its words were heard, wherever the call ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6000 }), (heardMs) => {
        const call = disclosing();
        call.calleeSays("Hello?");
        call.voiceDelivers();
        call.wait(heardMs);
        call.send({ type: "played", generation: call.generation, heardMs });
        call.send({ type: "line.closed", by: "callee" });
        const isWhole = heardMs >= (WORDS - 1) * 300 + 280;
        expect(only(call.effects, "disclosed")).toHaveLength(isWhole ? 1 : 0);
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { greeted, only, type Rehearsal, spoken, tool, turns } from "./rehearsal.fixture.ts";

const LOOK_UP = tool("look_up", { question: "the price" });
const given = { slowTools: ["look_up"] };

/** The model has asked for something that takes time, after so many words. */
const waiting = (written = ""): Rehearsal => {
  const call = greeted(given);
  call.calleeSays("What does it cost?");
  call.modelWrites(written, LOOK_UP);
  return call;
};
const done = (call: Rehearsal, result = "20 dollars", run = call.state.toolRun) =>
  call.send({ type: "tool.result", run, result });
const FILLER = "One moment, please. ";

describe("a tool that takes time", () => {
  it("is begun at once, and the model goes on when it is done", () => {
    const call = waiting();
    const { generation } = call;
    expect(only(call.effects, "run_tool")).toEqual([{ type: "run_tool", run: 1, use: LOOK_UP }]);
    expect(turns(call).some((turn) => turn.role === "tool")).toBe(false);
    call.wait(600);
    const effects = done(call);
    expect(only(effects, "start_reply")).toEqual([{ type: "start_reply", generation }]);
    expect(call.state.agent?.toolResults).toMatchObject([{ name: "look_up", result: "20 dollars" }]);
    expect(turns(call).at(-1)).toMatchObject({ role: "tool", tool: { result: "20 dollars" } });
    call.wait(2000);
    expect(spoken(call)).not.toContain(FILLER);
    call.modelWrites("It costs twenty dollars.");
    call.agentIsHeard();
    expect(call.state.history.at(-1)).toMatchObject({ role: "agent", text: "It costs twenty dollars." });
  });

  it("is bridged by one short sentence after 700 ms of silence", () => {
    const call = waiting();
    expect(only(call.wait(699), "speak")).toEqual([]);
    expect(only(call.wait(1), "speak").map((effect) => effect.text)).toEqual([FILLER]);
    expect(only(call.wait(5000), "speak")).toEqual([]);
    done(call);
    call.modelWrites("It costs twenty dollars.");
    call.agentIsHeard();
    expect(call.state.history.at(-1)?.text).toBe("One moment, please. It costs twenty dollars.");
  });

  it("is not bridged where the model has said something itself, and goes on behind it", () => {
    const call = waiting("Let me look that up.");
    expect(only(call.wait(2000), "speak")).toEqual([]);
    done(call);
    call.modelWrites("It costs twenty dollars.");
    expect(call.state.agent?.spoken).toBe("Let me look that up. It costs twenty dollars.");
  });

  it("may be done before the model has finished its step", () => {
    const call = greeted(given);
    call.calleeSays("What does it cost?");
    const { generation } = call;
    call.send({ type: "reply.text", generation, text: "Let me see." });
    call.send({ type: "reply.tools", generation, uses: [LOOK_UP] });
    done(call);
    expect(only(call.send({ type: "reply.end", generation }), "start_reply")).toHaveLength(1);
  });

  it("is waited for together with others of its step", () => {
    const call = greeted(given);
    call.calleeSays("What does it cost?");
    call.modelWrites("", LOOK_UP, LOOK_UP, tool("set_outcome", { disposition: "no_goal" }));
    expect(only(done(call, "one", 1), "start_reply")).toEqual([]);
    expect(only(done(call, "two", 2), "start_reply")).toHaveLength(1);
    expect(call.state.agent?.toolResults.map(({ result }) => result)).toEqual(["recorded", "one", "two"]);
  });

  it("is given up after 10 s, and the model is told", () => {
    const call = waiting();
    expect(only(call.wait(9999), "start_reply")).toEqual([]);
    expect(only(call.wait(1), "start_reply")).toHaveLength(1);
    expect(call.state.agent?.toolResults[0]?.result).toMatch(/^error/);
    expect(done(call)).toEqual([]);
  });

  it("goes on when the callee breaks in, and the model learns of both", () => {
    const call = waiting();
    call.wait(900);
    call.voiceDelivers();
    call.calleeSays("And is it far?");
    expect(call.state.agent).not.toBeNull();
    expect(
      call.state.history.some((i) => i.role === "agent" && /at work/.test(i.toolResults[0]?.result ?? "")),
    ).toBe(true);
    const effects = done(call);
    expect(only(effects, "start_reply")).toEqual([]);
    expect(call.state.history.at(-1)).toMatchObject({ toolResults: [{ result: "20 dollars" }] });
  });

  it("is answered although they broke in for nothing", () => {
    const call = waiting();
    call.wait(900);
    call.voiceDelivers();
    call.send({ type: "callee.speech", transcript: "Uh what", words: [] });
    call.send({ type: "callee.ended", transcript: "", words: [] });
    expect(only(done(call), "start_reply")).toHaveLength(1);
  });

  it("is not begun before the turn is over", () => {
    const call = greeted(given);
    call.calleePauses("What does it cost?");
    expect(call.modelWrites("", LOOK_UP)).toEqual([]);
    expect(only(call.calleeEnds("What does it cost?"), "run_tool")).toHaveLength(1);
  });

  it("is written down though the call is over meanwhile", () => {
    const call = waiting();
    call.send({ type: "end.asked", by: "operator" });
    done(call);
    expect(turns(call).at(-1)).toMatchObject({ role: "tool", tool: { result: "20 dollars" } });
    expect(only(call.effects, "start_reply")).toHaveLength(1);
  });
});

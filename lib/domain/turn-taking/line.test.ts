import { describe, expect, it } from "vitest";
import { finished, greeted, only, type Rehearsal, speaking, spoken, turns } from "./rehearsal.fixture.ts";
import { nextDeadline } from "./state.ts";

const lose = (call: Rehearsal, forMs: number): void => {
  call.send({ type: "line.dropped" });
  call.wait(forMs);
};

describe("a line that is lost and comes back", () => {
  it("lets an utterance go on where it was, and counts the gap for none of it", () => {
    const call = speaking();
    call.wait(600);
    lose(call, 5000);
    expect(call.state.agent?.spoken).toBe("One two three four five six.");
    call.send({ type: "line.restored" });
    // 1,180 ms of it were still to be heard, and the mark may be late.
    call.wait(1000);
    expect(call.state.agent).not.toBeNull();
    call.send({ type: "played.all", generation: call.generation });
    const turn = turns(call).at(-1);
    expect(turn).toMatchObject({ text: "One two three four five six.", interrupted: false });
    expect((turn?.endedMs ?? 0) - (turn?.startedMs ?? 0)).toBe(600 + 5000 + 1000);
  });

  it("asks nobody whether they are still there while they cannot hear it", () => {
    const call = greeted();
    const before = spoken(call).length;
    lose(call, 60_000);
    expect(spoken(call)).toHaveLength(before);
    call.send({ type: "line.restored" });
    call.wait(7900);
    expect(spoken(call)).toHaveLength(before);
    call.wait(200);
    expect(spoken(call).at(-1)).toBe("Are you still there?");
  });

  it("ends by the call's limit when it never comes back", () => {
    const call = greeted({ maxDurationMs: 60_000 });
    call.send({ type: "line.dropped" });
    expect(nextDeadline(call.state)).toBe(60_000);
    call.wait(80_000);
    expect(only(call.effects, "hang_up")).toHaveLength(1);
    expect(finished(call).facts.endReason).toBe("max_duration");
  });

  it("is the same whether the loss is told once or twice, and a return without a loss is nothing", () => {
    const call = greeted();
    const { deadlines } = call.state;
    call.send({ type: "line.restored" });
    expect(call.state.deadlines).toEqual(deadlines);
    call.send({ type: "line.dropped" });
    call.wait(500);
    call.send({ type: "line.dropped" }, { type: "line.restored" });
    expect(call.state.deadlines["silence"]).toBe((deadlines["silence"] ?? 0) + 500);
  });
});

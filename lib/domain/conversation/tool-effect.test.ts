import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectOfTool } from "./tool-effect.ts";
import { MODEL_DISPOSITIONS, readToolCall, toolsOnOffer } from "./tools.ts";

const use = (name: string, args: unknown = {}) =>
  readToolCall({ id: "c", name, arguments: JSON.stringify(args) });

describe("what a tool comes to", () => {
  it.each([
    [null, "goal_achieved", "goal_achieved", "recorded"],
    ["goal_achieved", "goal_achieved", "goal_achieved", "recorded"],
    ["goal_achieved", "not_interested", "not_interested", "recorded, instead of goal_achieved"],
    ["goal_achieved", "no_goal", "goal_achieved", "kept: it is goal_achieved"],
  ] as const)("after %s, set_outcome %s is %s: %s", (before, disposition, outcome, result) => {
    expect(effectOfTool(use("set_outcome", { disposition }), before, false)).toMatchObject({
      outcome,
      result,
      farewell: null,
    });
  });

  it("notes a call back unless the outcome is known", () => {
    const back = use("schedule_callback", { when: "tomorrow" });
    expect(effectOfTool(back, null, false).outcome).toBe("callback_requested");
    expect(effectOfTool(back, "goal_achieved", false).outcome).toBe("goal_achieved");
  });

  it("ends with a farewell for two tools alone, and never takes an outcome back", () => {
    const tools = toolsOnOffer(true).map(({ name }) => name);
    const before = fc.option(fc.constantFrom(...MODEL_DISPOSITIONS));
    fc.assert(
      fc.property(
        fc.constantFrom(...tools, "fly"),
        before,
        fc.boolean(),
        fc.object(),
        (name, outcome, can, args) => {
          const effect = effectOfTool(use(name, args), outcome, can);
          expect(effect.farewell === null).toBe(
            !["end_call", "opt_out"].includes(name) || effect.result.startsWith("error"),
          );
          expect(effect.done === null).toBe(effect.result.startsWith("error"));
          if (outcome !== null) expect(effect.outcome).not.toBeNull();
        },
      ),
    );
  });

  it("says whether somebody can take over", () => {
    const transfer = use("transfer_to_human", { reason: "", summary: "" });
    expect(effectOfTool(transfer, null, true).result).toMatch(/connected/);
    expect(effectOfTool(transfer, null, false).result).toMatch(/^error: nobody is free/);
  });
});

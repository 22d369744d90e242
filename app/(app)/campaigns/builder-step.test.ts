import { describe, expect, it } from "vitest";
import { stepBeside, stepOf, stepPatchFrom } from "./builder-step.ts";

const formOf = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

describe("stepPatchFrom", () => {
  it("says of a step what its form asks, and nothing of the others", () => {
    const details = stepPatchFrom("details", formOf({ name: "Spring", goal: "Book", purpose: "marketing" }));
    expect(details).toEqual({ name: "Spring", goal: "Book", description: "", purpose: "marketing" });

    const agent = stepPatchFrom("agent", formOf({ "script_config.agent_name": "Nora" }));
    expect(Object.keys(agent).toSorted()).toEqual([
      "agent_id",
      "extraction_fields",
      "script_config",
      "system_prompt",
      "voice_id",
    ]);
    expect(agent.script_config).toMatchObject({ agent_name: "Nora", disclosure: { enabled: false } });
    expect(agent.script_config).not.toHaveProperty("voicemail_message");

    const schedule = stepPatchFrom(
      "schedule",
      formOf({ max_attempts: "2", "calling_config.timezone": "UTC" }),
    );
    expect(schedule).toMatchObject({
      max_attempts: 2,
      budget_micros: null,
      calling_config: { timezone: "UTC" },
    });
    expect(schedule.script_config).toEqual({ voicemail_message: null });
  });
});

describe("the steps", () => {
  it("follow one another, and an unknown one is the first", () => {
    expect(stepOf("nonsense")).toBe("details");
    expect(stepBeside("details", 1)).toBe("contacts");
    expect(stepBeside("details", -1)).toBeNull();
    expect(stepBeside("review", 1)).toBeNull();
  });
});

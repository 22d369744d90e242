import { describe, expect, it } from "vitest";
import { fieldError, formError } from "./form-state.ts";

const state = {
  error: "goal: Say what a call is to achieve.",
  fields: [
    { path: "goal", message: "Say what a call is to achieve." },
    { path: "agent_id", message: "There is no such agent." },
  ],
};

describe("formError", () => {
  it("points at the fields, and says what no field can show", () => {
    expect(formError(state, ["goal"])).toBe(
      "Some fields need another look. agent_id: There is no such agent.",
    );
  });

  it("is the error itself where no field is to blame", () => {
    expect(formError({ error: "The campaign is completed." }, [])).toBe("The campaign is completed.");
    expect(formError(null, [])).toBeUndefined();
  });
});

describe("fieldError", () => {
  it("finds the sentence of a field", () => {
    expect(fieldError(state, "goal")).toBe("Say what a call is to achieve.");
    expect(fieldError(state, "name")).toBeUndefined();
  });
});

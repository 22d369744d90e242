import { describe, expect, it } from "vitest";
import { campaignInputSchema, campaignPatchSchema } from "#lib/domain/api/campaign";
import { campaignDraftFrom, campaignPatchFrom } from "./campaign-draft.ts";

function filled(extra: [string, string][] = []): FormData {
  const form = new FormData();
  form.set("name", "Spring check-in");
  form.set("goal", "Confirm the appointment.");
  form.set("script_config.agent_name", "Alex");
  form.set("max_attempts", "2");
  form.append("calling_config.allowed_days", "5");
  form.append("calling_config.allowed_days", "0");
  for (const [name, value] of extra) form.set(name, value);
  return form;
}

const draft = (extra: [string, string][]) => campaignInputSchema.parse(campaignDraftFrom(filled(extra)));
const scriptOf = (number: string) =>
  campaignInputSchema.safeParse(campaignDraftFrom(filled([["script_config.transfer_number", number]])));

describe("campaignDraftFrom", () => {
  it("gives what the API's schema takes, defaults in", () => {
    const input = campaignInputSchema.parse(campaignDraftFrom(filled()));
    expect(input).toMatchObject({
      name: "Spring check-in",
      max_attempts: 2,
      max_concurrent_calls: 10,
      calling_config: { allowed_days: [0, 5], time_window_start: "09:00", respect_lead_timezone: false },
    });
  });

  it("switches the disclosure off only where its box was unticked", () => {
    expect(draft([]).script_config.disclosure).toEqual({ enabled: false, text: "" });
    expect(
      draft([
        ["script_config.disclosure.enabled", "on"],
        ["script_config.disclosure.text", "A machine speaks."],
      ]).script_config.disclosure,
    ).toEqual({ enabled: true, text: "A machine speaks." });
  });

  it("takes a reusable agent's name where none is written, and reads the fields row by row", () => {
    const form = filled([
      ["agent_id", "6f0c3c0e-4f9c-4a53-9d2f-0d6a1b6f7c11"],
      ["voice_id", "some-voice"],
      ["script_config.agent_name", " "],
      ["extraction_fields.0.name", "email"],
      ["extraction_fields.0.type", "email"],
      ["extraction_fields.1.name", "size"],
      ["extraction_fields.1.type", "choice"],
      ["extraction_fields.1.choices", "small, large,"],
    ]);
    const input = campaignInputSchema.parse(campaignDraftFrom(form));
    expect(input.agent_id).toBe("6f0c3c0e-4f9c-4a53-9d2f-0d6a1b6f7c11");
    expect(input.voice_id).toBe("some-voice");
    expect(input.extraction_fields).toEqual([
      { name: "email", type: "email", description: "" },
      { name: "size", type: "choice", description: "", choices: ["small", "large"] },
    ]);
  });

  it("takes a colleague's number as people write it, and none where the field is empty", () => {
    expect(scriptOf("+1 (415) 555-0100").data?.script_config.transfer_number).toBe("+14155550100");
    expect(scriptOf("  ").data?.script_config.transfer_number).toBeUndefined();
    expect(scriptOf("415 555 0100").error?.issues.map((issue) => issue.path.join("."))).toEqual([
      "script_config.transfer_number",
    ]);
  });

  it("takes a budget in dollars, and none where the field is empty", () => {
    expect(draft([["budget_micros", "12.34"]]).budget_micros).toBe(12_340_000);
    expect(draft([["budget_micros", " "]]).budget_micros).toBeNull();
    const wrong = campaignInputSchema.safeParse(campaignDraftFrom(filled([["budget_micros", "a lot"]])));
    expect(wrong.error?.issues.map((issue) => issue.path.join("."))).toEqual(["budget_micros"]);
  });

  it("leaves a blank goal, no day and a wrong number to the schema", () => {
    const form = filled([
      ["goal", "  "],
      ["max_attempts", "a few"],
    ]);
    form.delete("calling_config.allowed_days");
    const parsed = campaignInputSchema.safeParse(campaignDraftFrom(form));
    const paths = parsed.error?.issues.map((issue) => issue.path.join("."));
    expect(paths?.sort()).toEqual(["calling_config.allowed_days", "goal", "max_attempts"]);
  });
});

describe("campaignPatchFrom", () => {
  it("takes back what was emptied and leaves alone what the form does not show", () => {
    const patch = campaignPatchFrom(
      filled([
        ["script_config.greeting", " "],
        ["budget_micros", ""],
      ]),
    );
    expect(patch.voice_id).toBeNull();
    expect(patch).toMatchObject({
      name: "Spring check-in",
      description: "",
      system_prompt: "",
      budget_micros: null,
      max_attempts: 2,
      script_config: { agent_name: "Alex", greeting: null, transfer_number: null },
      calling_config: { allowed_days: [5, 0], ring_timeout_s: null },
    });
    expect(patch.script_config).not.toHaveProperty("language");
    expect(campaignPatchSchema.safeParse(patch).success).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { campaignInputSchema } from "#lib/domain/api/campaign";
import { campaignDraftFrom } from "./campaign-draft.ts";

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

  it("takes a colleague's number as people write it, and none where the field is empty", () => {
    expect(scriptOf("+1 (415) 555-0100").data?.script_config.transfer_number).toBe("+14155550100");
    expect(scriptOf("  ").data?.script_config.transfer_number).toBeUndefined();
    expect(scriptOf("415 555 0100").error?.issues.map((issue) => issue.path.join("."))).toEqual([
      "script_config.transfer_number",
    ]);
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

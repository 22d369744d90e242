import { describe, expect, it } from "vitest";
import { callingConfigSchema, scriptConfigSchema } from "../settings.ts";
import { placeholdersOf } from "./placeholders.ts";

const campaign = (given: {
  goal?: string;
  systemPrompt?: string;
  script?: Record<string, unknown>;
  calling?: Record<string, unknown>;
}) => ({
  name: "Spring",
  goal: given.goal ?? "Confirm",
  systemPrompt: given.systemPrompt ?? "",
  script: scriptConfigSchema.parse({ company_name: "Acme", ...given.script }),
  calling: callingConfigSchema.parse(given.calling ?? {}),
});

describe("placeholdersOf", () => {
  it("finds each variable once, with all places that use it", () => {
    const found = placeholdersOf(
      campaign({
        goal: "Confirm {{ Delivery Day }}",
        systemPrompt: "They ordered {{order}}. Their day: {{delivery-day}}.",
        script: { greeting: "Hi {{first_name}}, {{agent_name}} of {{company_name}} here." },
      }),
    );
    expect(found).toEqual([
      { key: "delivery_day", usedIn: ["goal", "system_prompt"] },
      { key: "order", usedIn: ["system_prompt"] },
      { key: "first_name", usedIn: ["greeting"] },
    ]);
  });

  it("looks at the message only where one is left, and at the disclosure only where it is said", () => {
    const script = { voicemail_message: "Hello {{a}}", disclosure: { enabled: true, text: "For {{b}}." } };
    expect(placeholdersOf(campaign({ script })).map((one) => one.key)).toEqual(["b"]);
    const leaving = campaign({
      script: { ...script, disclosure: { enabled: false, text: "For {{b}}." } },
      calling: { voicemail: "leave_message" },
    });
    expect(placeholdersOf(leaving).map((one) => one.key)).toEqual(["a"]);
  });

  it("counts the company among them while it has no name", () => {
    const found = placeholdersOf(campaign({ goal: "For {{company_name}}", script: { company_name: "" } }));
    expect(found.map((one) => one.key)).toEqual(["company_name"]);
  });
});

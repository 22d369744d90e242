import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callSnapshotSchema, scriptConfigSchema, type CallSnapshot } from "../settings.ts";
import { disclosureOf } from "./disclosure.ts";
import { disclosureText, greetingText, systemPrompt } from "./prompt.ts";
import { fillTemplate } from "./template.ts";

const snapshot = (given: {
  agent?: Partial<CallSnapshot["agent"]>;
  lead?: Partial<CallSnapshot["lead"]>;
  campaign?: Partial<CallSnapshot["campaign"]>;
}): CallSnapshot =>
  callSnapshotSchema.parse({
    campaign: {
      id: "c",
      name: "Spring",
      goal: "Confirm the delivery on {{delivery day}}",
      systemPrompt: "Be kind to {{first_name}}.",
      purpose: "transactional",
      ...given.campaign,
    },
    agent: {
      name: "Alex",
      companyName: "Acme",
      greeting: null,
      language: "en",
      voiceId: null,
      model: null,
      temperature: null,
      maxTokens: null,
      voicemailMessage: null,
      ...given.agent,
    },
    lead: {
      firstName: "Sam",
      lastName: "Lee",
      email: null,
      timezone: null,
      customFields: { "Delivery Day": "Monday" },
      ...given.lead,
    },
    calling: {},
  });

describe("greetingText", () => {
  it("is made from the names that are known", () => {
    expect(greetingText(snapshot({}))).toBe("Hello, this is Alex from Acme. Am I speaking with Sam?");
    expect(greetingText(snapshot({ agent: { companyName: "" }, lead: { firstName: null } }))).toBe(
      "Hello, this is Alex. Do you have a moment?",
    );
  });

  it("fills a given one and never speaks what is missing", () => {
    const greeting = "Hi {{first_name}}, {{agent_name}} here about {{order}}, hello {{ nobody }}!";
    expect(greetingText(snapshot({ agent: { greeting } }))).toBe("Hi Sam, Alex here about, hello!");
  });

  it("falls back where nothing of it is left", () => {
    expect(greetingText(snapshot({ agent: { greeting: "{{nothing}}!" } }))).toContain("this is Alex");
  });
});

const script = (given: Record<string, unknown>) =>
  scriptConfigSchema.parse({ company_name: "Acme", ...given });

const said = (given: Record<string, unknown>, companyName = "Acme") =>
  disclosureText(
    snapshot({
      agent: { disclosure: disclosureOf(script({ company_name: companyName, ...given })), companyName },
    }),
  );

describe("disclosureText", () => {
  it.each([
    ["en-GB", "This is an automated assistant calling for Acme. This call is recorded."],
    ["es", "Le llama un asistente automático de Acme. Esta llamada se graba."],
    ["xx", "This is an automated assistant calling for Acme. This call is recorded."],
  ])("is a sentence of the language %s unless it was reworded", (language, text) => {
    expect(said({ language })).toBe(text);
    expect(said({ language, disclosure: { text: "Hi {{first_name}}, I am a machine." } })).toBe(
      "Hi Sam, I am a machine.",
    );
  });

  it("names no company where there is none, and is silent only where it was switched off", () => {
    expect(said({}, "")).toBe("This is an automated assistant. This call is recorded.");
    expect(said({ disclosure: { text: "" } })).not.toBe("");
    expect(said({ disclosure: { enabled: false } })).toBe("");
  });

  it("leaves the hello and the company out of the greeting that is made behind it", () => {
    const agent = { disclosure: "This is an automated assistant calling for Acme." };
    expect(greetingText(snapshot({ agent }))).toBe("My name is Alex. Am I speaking with Sam?");
  });
});

describe("systemPrompt", () => {
  it("has the lines that everybody relies on", () => {
    const lines = systemPrompt(snapshot({}), new Date("2026-11-20T10:00:00Z")).split("\n");
    expect(lines[0]).toBe("You are Alex calling for Acme.");
    expect(lines[1]).toBe("Goal: Confirm the delivery on Monday");
    expect(lines[2]).toBe("Language: en");
    expect(lines).toContain("Be kind to Sam.");
    expect(lines).toContain("- Delivery Day: Monday");
  });
});

describe("fillTemplate", () => {
  it.each([
    ["Hello {{a}}, this is", "Hello, this is"],
    ["Dear {{a}} {{b}}!", "Dear!"],
    ["{{a}}, welcome", "welcome"],
    ["For {{known}} only", "For you only"],
    ["odd {{ brace", "odd brace"],
  ])("%j without its variable is %j", (template, filled) => {
    expect(fillTemplate(template, new Map([["known", "you"]])).replace(/^, /, "")).toBe(filled);
  });

  it("never leaves a placeholder", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("{{", "}}", "{{x}}", "{", "a", " ", ", ", "{{known}}")),
        (parts) => {
          const filled = fillTemplate(parts.join(""), new Map([["known", "you"]]));
          expect(filled).not.toMatch(/\{\{|\}\}/);
        },
      ),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callSnapshotSchema, type CallSnapshot } from "../settings.ts";
import { systemPrompt } from "./prompt.ts";
import { toolsOnOffer } from "./tools.ts";
import { transferBriefing } from "./transfer.ts";

const snapshot = (language = "en", transferNumber: string | null = "+14155550100"): CallSnapshot =>
  callSnapshotSchema.parse({
    campaign: { id: "c", name: "C", goal: "Confirm Monday", systemPrompt: "", purpose: "transactional" },
    agent: {
      name: "Nora",
      companyName: "Test Dental",
      greeting: null,
      language,
      voiceId: null,
      model: null,
      temperature: null,
      maxTokens: null,
      voicemailMessage: null,
      transferNumber,
    },
    lead: { firstName: "Sam", lastName: "Lee", email: null, timezone: null, customFields: {} },
    calling: {},
  });

describe("what a colleague hears first", () => {
  it("says who is calling, and what it is about", () => {
    expect(transferBriefing(snapshot(), { reason: "r", summary: "They want to change Monday" })).toBe(
      "Hello. Nora is passing a call to you from Sam Lee. They want to change Monday. Connecting you now.",
    );
    expect(transferBriefing(snapshot("es-MX"), { reason: "Quiere cambiar la cita.", summary: " " })).toBe(
      "Hola. Nora le pasa una llamada de Sam Lee. Quiere cambiar la cita. Ahora le conecto.",
    );
  });

  it("is never longer than the carrier speaks, and never empty, whatever the model wrote", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 4000 }), fc.string({ maxLength: 4000 }), (reason, summary) => {
        const text = transferBriefing(snapshot(), { reason, summary });
        expect(text.length).toBeLessThanOrEqual(1500);
        expect(text).toMatch(/^Hello\..*Connecting you now\.$/s);
      }),
    );
  });
});

it("is spoken of in the prompt and on offer only where there is a number", () => {
  const now = new Date();
  expect(systemPrompt(snapshot(), now)).toMatch(/use transfer_to_human/);
  expect(systemPrompt(snapshot("en", null), now)).toMatch(/can't transfer/);
  expect(toolsOnOffer(true).map((tool) => tool.name)).toContain("transfer_to_human");
  expect(toolsOnOffer(false).map((tool) => tool.name)).not.toContain("transfer_to_human");
});

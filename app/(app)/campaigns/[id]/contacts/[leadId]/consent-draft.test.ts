import { describe, expect, it } from "vitest";
import { consentInputSchema } from "#lib/domain/api/consent";
import { consentDraftFrom } from "./consent-draft.ts";

const formOf = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const WHOLE = { kind: "express_written", purpose: "marketing", source: "form", text: " Call me. " };

describe("consentDraftFrom", () => {
  it("gives what the API takes", () => {
    const given = { ...WHOLE, given_at: "2026-11-20T09:30:00.000Z", evidence: "https://example.com" };
    expect(consentInputSchema.parse(consentDraftFrom(formOf(given)))).toEqual({
      kind: "express_written",
      purpose: "marketing",
      source: "form",
      text: "Call me.",
      given_at: "2026-11-20T09:30:00.000Z",
      evidence: { note: "https://example.com" },
    });
  });

  it("leaves time and evidence out where there are none, and lets the schema refuse the rest", () => {
    expect(consentInputSchema.parse(consentDraftFrom(formOf(WHOLE)))).toEqual({
      ...WHOLE,
      text: "Call me.",
      evidence: {},
    });
    const wrong = consentInputSchema.safeParse(consentDraftFrom(formOf({ given_at: "yesterday" })));
    expect(wrong.error?.issues.map(({ path }) => path.join("."))).toEqual(
      expect.arrayContaining(["kind", "source", "given_at", "purpose"]),
    );
  });
});

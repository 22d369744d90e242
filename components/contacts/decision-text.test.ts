import { expect, test } from "vitest";
import { decisionText, placeText } from "./decision-text.ts";

const event = (type: string, data: Record<string, unknown> = {}) => ({
  at: "2026-11-25T10:00:00.000Z",
  type,
  data,
});

test("tells each decision in words", () => {
  expect(decisionText(event("gate.verdict", { allowed: false, reason: "cap_day" }))).toBe(
    "Not called: called enough today",
  );
  expect(decisionText(event("gate.verdict", { allowed: true, reason: null }))).toBe("Cleared to be called");
  expect(decisionText(event("carrier.request", { attempt: 2 }))).toBe("Attempt 2 asked of the carrier");
  expect(decisionText(event("settle", { telephony_result: "busy", disposition: null }))).toBe("Busy");
  expect(decisionText(event("settle", { telephony_result: "answered", disposition: "hung_up" }))).toBe(
    "Hung up",
  );
});

test("tells places and zones in words", () => {
  expect(placeText("US-FL")).toBe("FL, USA");
  expect(placeText("FR")).toBe("France");
  expect(placeText("America/New_York")).toBe("America/New York");
});

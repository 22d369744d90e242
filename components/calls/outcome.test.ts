import { describe, expect, it } from "vitest";
import { isCallLive, outcomeOf } from "./outcome.ts";

describe("outcomeOf", () => {
  it("shows the call's state while it goes on, even when its outcome is known", () => {
    const view = outcomeOf({
      carrier_state: "answered",
      telephony_result: "answered",
      disposition: "goal_achieved",
    });
    expect(view).toMatchObject({ word: "In call", isLive: true });
  });

  it("prefers what the conversation came to over what the carrier said", () => {
    const view = outcomeOf({
      carrier_state: "ended",
      telephony_result: "answered",
      disposition: "opted_out",
    });
    expect(view).toMatchObject({ word: "Opted out", tone: "warn", isLive: false });
  });

  it("falls back to the carrier's result, and to unknown", () => {
    expect(outcomeOf({ carrier_state: "ended", telephony_result: "busy", disposition: null }).word).toBe(
      "Busy",
    );
    expect(outcomeOf({ carrier_state: "unknown", telephony_result: null, disposition: null }).word).toBe(
      "Unknown",
    );
  });
});

describe("isCallLive", () => {
  it("ends when the carrier says so or the outcome has settled", () => {
    expect(isCallLive({ carrier_state: "ringing", settled_at: null })).toBe(true);
    expect(isCallLive({ carrier_state: "ended", settled_at: null })).toBe(false);
    expect(isCallLive({ carrier_state: "answered", settled_at: "2026-11-20T12:00:00Z" })).toBe(false);
  });
});

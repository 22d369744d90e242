import { describe, expect, it } from "vitest";
import type { LiveEvent } from "#lib/domain/api/live";
import { newCallOf } from "./new-call.ts";

const started = { type: "call.started", call_id: "c", campaign_id: "k", lead_id: "l" } as LiveEvent;
const ended = {
  type: "call.ended",
  call_id: "c",
  campaign_id: "k",
  disposition: "opted_out",
  telephony_result: "answered",
} as LiveEvent;

describe("newCallOf", () => {
  it("takes a call that begins into a list that can hold it", () => {
    expect(newCallOf({}, started)).toBe("c");
    expect(newCallOf({ campaign_id: "k", lead_id: "l" }, started)).toBe("c");
    expect(newCallOf({ in_progress: "true" }, started)).toBe("c");
  });

  it("leaves out another campaign's, another contact's, and those whose outcome is still open", () => {
    expect(newCallOf({ campaign_id: "other" }, started)).toBeNull();
    expect(newCallOf({ lead_id: "other" }, started)).toBeNull();
    expect(newCallOf({ disposition: "opted_out" }, started)).toBeNull();
  });

  it("takes a call into a list by outcome when it has that outcome", () => {
    expect(newCallOf({ disposition: "opted_out" }, ended)).toBe("c");
    expect(newCallOf({ disposition: "goal_achieved" }, ended)).toBeNull();
    expect(newCallOf({ telephony_result: "answered" }, ended)).toBe("c");
    expect(newCallOf({ in_progress: "true" }, ended)).toBeNull();
  });
});

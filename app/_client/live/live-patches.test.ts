import { describe, expect, it } from "vitest";
import type { CallSummary } from "#lib/domain/api/call";
import type { Campaign } from "#lib/domain/api/campaign";
import type { LiveEvent } from "#lib/domain/api/live";
import { withCallEvent, withCampaignEvent } from "./live-patches.ts";

const campaign = {
  id: "k",
  name: "Spring",
  status: "running",
  pause_reason: null,
  leads_done: 1,
} as Campaign;
const call = { id: "c", carrier_state: "ringing", answered_by: null, answered_at: null } as CallSummary;
const ended = {
  type: "call.ended",
  call_id: "c",
  campaign_id: "k",
  telephony_result: "answered",
  answered_by: "human",
  disposition: "goal_achieved",
  goal_achieved: true,
  duration_s: 12,
  at: "2026-11-20T10:00:00.000Z",
} as Extract<LiveEvent, { type: "call.ended" }>;
const answered = {
  type: "call.state",
  call_id: "c",
  campaign_id: "k",
  carrier_state: "answered",
  session_state: "greeting",
  answered_by: "human",
  answered_at: "2026-11-20T09:59:48.000Z",
  at: "2026-11-20T09:59:48.000Z",
} as Extract<LiveEvent, { type: "call.state" }>;

describe("withCampaignEvent", () => {
  it("changes what the event says, of that campaign alone", () => {
    const event = {
      type: "campaign.status",
      campaign_id: "k",
      status: "paused",
      pause_reason: null,
    } as const;
    expect(withCampaignEvent(campaign, event)).toEqual({ ...campaign, status: "paused" });
    expect(withCampaignEvent({ ...campaign, id: "other" }, event)).toMatchObject({ status: "running" });
  });

  it("gives the same object back where nothing is new", () => {
    const event = {
      type: "campaign.status",
      campaign_id: "k",
      status: "running",
      pause_reason: null,
    } as const;
    expect(withCampaignEvent(campaign, event)).toBe(campaign);
  });
});

describe("withCallEvent", () => {
  it("follows a call to its end, and no late event brings it back", () => {
    const talking = withCallEvent(call, answered);
    expect(talking).toMatchObject({ carrier_state: "answered", answered_by: "human" });
    const over = withCallEvent(talking, ended);
    expect(over).toMatchObject({ carrier_state: "ended", disposition: "goal_achieved", ended_at: ended.at });
    expect(withCallEvent(over, answered)).toBe(over);
  });
});

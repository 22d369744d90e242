import { describe, expect, it } from "vitest";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { callingConfigSchema } from "#lib/domain/settings";
import { campaignStand, durationText } from "./campaign-stand.ts";

const now = Date.UTC(2026, 10, 20, 20);
const running = {
  status: "running",
  pause_reason: null,
  calling_config: callingConfigSchema.parse({ timezone: "Europe/Paris" }),
} as const;
const stats = {
  total_leads: 100,
  job_status_counts: { done: 40, pending: 60 },
  goals_achieved: 10,
  calls_in_progress: 2,
  reasons: [],
  pace: { contacts: 30, seconds: 900 },
} as unknown as CampaignStats;

describe("campaignStand", () => {
  it("says how long it still takes by the pace that was measured", () => {
    expect(campaignStand(running, stats, now)?.text).toBe("About 30 min left, at 120 contacts an hour.");
    expect(campaignStand(running, { ...stats, pace: null }, now)).toBeNull();
  });

  it("says why it waits and when it goes on, by the campaign's own clock", () => {
    const held: CampaignStats = {
      ...stats,
      calls_in_progress: 0,
      reasons: [{ reason: "outside_window", count: 60, next_at: "2026-11-20T21:30:00.000Z" }],
    };
    expect(campaignStand(running, held, now)).toEqual({
      tone: "warn",
      text: "Waiting: outside calling hours, goes on at 22:30 Europe/Paris.",
    });
    const tomorrow = { ...held, reasons: [{ ...held.reasons[0], next_at: "2026-11-21T08:00:00.000Z" }] };
    expect(campaignStand(running, tomorrow as CampaignStats, now)?.text).toContain("goes on at Sat 09:00");
    // What is due is about to be looked at.
    expect(campaignStand(running, held, now + 7_200_000)).toBeNull();
  });

  it("says who paused it, and nothing of one that is over", () => {
    expect(campaignStand({ ...running, status: "paused" }, stats, now)).toMatchObject({ tone: "warn" });
    expect(campaignStand({ ...running, status: "completed" }, stats, now)).toBeNull();
  });
});

describe("durationText", () => {
  it("takes the unit that people would", () => {
    expect([20, 720, 3600, 12_000, 400_000].map(durationText)).toEqual([
      "a minute",
      "12 min",
      "1 hr",
      "3 hr 20 min",
      "5 days",
    ]);
  });
});

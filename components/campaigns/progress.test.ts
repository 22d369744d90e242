import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { campaignSegments, shareDone } from "./progress.ts";

const sum = (segments: { count: number }[]): number => segments.reduce((total, s) => total + s.count, 0);

describe("campaignSegments", () => {
  it("puts contacts without a job among those who wait", () => {
    const segments = campaignSegments({ total_leads: 24, job_status_counts: {}, goals_achieved: 0 });
    expect(segments.find((s) => s.name === "waiting")?.count).toBe(24);
  });

  it("counts everything that may be ringing as active", () => {
    const segments = campaignSegments({
      total_leads: 4,
      job_status_counts: { claimed: 1, dialing: 1, in_call: 1, unknown: 1 },
      goals_achieved: 0,
    });
    expect(segments.find((s) => s.name === "active")?.count).toBe(4);
  });

  it("adds up to the contacts", () => {
    const n = fc.nat(50);
    fc.assert(
      fc.property(n, n, n, n, n, n, n, (done, goals, pending, dialing, retry, cancelled, jobless) => {
        const total = done + pending + dialing + retry + cancelled + jobless;
        const segments = campaignSegments({
          total_leads: total,
          goals_achieved: goals,
          job_status_counts: { done, pending, dialing, retry_scheduled: retry, cancelled },
        });
        return sum(segments) === total && segments.every((s) => s.count >= 0);
      }),
    );
  });
});

describe("shareDone", () => {
  it("is nothing, not a fault, when there is nobody to call", () => {
    expect(shareDone(0, 0)).toBe(0);
    expect(shareDone(12, 24)).toBe(0.5);
  });
});

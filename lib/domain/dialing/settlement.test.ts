import { describe, expect, it } from "vitest";
import { callingConfigSchema } from "#lib/domain/settings";
import { settleJob, type CallOutcome, type CampaignRules, type JobHistory } from "./settlement.ts";

const now = new Date("2026-11-20T12:00:00Z");
const fresh: JobHistory = { attempts: 0, attemptsOnPerson: 0, failures: 0, failedAttempts: 0, earlier: [] };
const campaign: CampaignRules = {
  status: "running",
  maxAttempts: 2,
  calling: callingConfigSchema.parse({
    time_window_start: "00:00",
    time_window_end: "24:00",
    allowed_days: [0, 1, 2, 3, 4, 5, 6],
  }),
  leadTimezone: null,
};
const outcome = (more: Partial<CallOutcome>): CallOutcome => ({
  result: "answered",
  disposition: null,
  callbackAt: null,
  requestedAt: now,
  hasRung: true,
  ...more,
});
const settle = (o: Partial<CallOutcome>, h: Partial<JobHistory> = {}, c: Partial<CampaignRules> = {}) =>
  settleJob(outcome(o), { ...fresh, ...h }, { ...campaign, ...c }, now, 0);

describe("what becomes of a job when its call is over", () => {
  it("is done when the goal was reached", () => {
    expect(settle({ disposition: "goal_achieved" })).toEqual({
      status: "done",
      reason: "outcome_final",
      nextAttemptAt: null,
      attempts: 1,
      attemptsOnPerson: 1,
      failures: 0,
      leadStatus: "done",
    });
  });

  it("waits for the next try after busy, and is done when the attempts are used up", () => {
    expect(settle({ result: "busy", hasRung: false })).toMatchObject({
      status: "retry_scheduled",
      nextAttemptAt: new Date("2026-11-20T12:15:00Z"),
      attempts: 1,
      attemptsOnPerson: 0,
    });
    expect(settle({ result: "busy", hasRung: false }, {}, { maxAttempts: 1 })).toMatchObject({
      status: "done",
      reason: "max_attempts",
    });
    expect(
      settle({ result: "no_answer" }, { attempts: 1, earlier: [{ result: "busy", disposition: null }] }),
    ).toMatchObject({ status: "done", reason: "max_attempts" });
  });

  it("tries failures before ringing three times more, whatever the number of attempts", () => {
    const only = { maxAttempts: 1 };
    const failed = { result: "failed", hasRung: false } as const;
    expect(settle(failed, {}, only)).toMatchObject({ status: "retry_scheduled", failures: 1 });
    const third = { attempts: 3, failures: 3, failedAttempts: 3 };
    expect(settle(failed, third, only)).toMatchObject({ status: "done", reason: "max_attempts" });
    expect(settle({ result: "busy", hasRung: false }, third, { maxAttempts: 2 })).toMatchObject({
      status: "retry_scheduled",
      failures: 0,
    });
  });

  it("blocks the lead who opted out", () => {
    expect(settle({ disposition: "opted_out" })).toMatchObject({
      reason: "opted_out",
      leadStatus: "blocked",
    });
  });

  it("never dials again by itself what is unknown or went wrong with a human on the line", () => {
    expect(settle({ result: "unknown", hasRung: false })).toMatchObject({ status: "done", reason: "lost" });
    expect(settle({ disposition: "error" })).toMatchObject({ status: "done", reason: "outcome_final" });
    expect(settle({ disposition: null })).toMatchObject({ status: "done", reason: "outcome_final" });
  });

  it("does not schedule a retry in a stopped campaign, but does in a paused one", () => {
    expect(settle({ result: "busy" }, {}, { status: "stopped" })).toMatchObject({
      status: "cancelled",
      reason: "cancelled",
    });
    expect(settle({ result: "busy" }, {}, { status: "paused" }).status).toBe("retry_scheduled");
  });
});

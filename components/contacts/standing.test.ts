import { describe, expect, it } from "vitest";
import type { LeadVerdict } from "#lib/domain/api/verdict";
import { standing } from "./standing.ts";

type Subject = Parameters<typeof standing>[0];
const ALLOWED: LeadVerdict["now"] = { allowed: true, reason: null, look_again_at: null, where: null };
const STOPPED: LeadVerdict["now"] = { ...ALLOWED, allowed: false, reason: "campaign_not_running" };
const ASKED_AT = "2026-11-27T12:00:00.000Z";

const asked = (
  job: Partial<NonNullable<LeadVerdict["job"]>> | null,
  verdict: Partial<Pick<Subject, "now" | "if_running">> = {},
): Subject => ({
  asked_at: ASKED_AT,
  now: ALLOWED,
  if_running: null,
  job: job && {
    status: "pending",
    reason: null,
    next_attempt_at: null,
    attempts: 0,
    attempts_on_person: 0,
    ...job,
  },
  ...verdict,
});

describe("standing", () => {
  it("is over once the outcome is final, though the gate would allow a call", () => {
    expect(standing(asked({ status: "done", reason: "outcome_final" }))).toBe("over");
    expect(standing(asked({ status: "cancelled" }, { now: STOPPED, if_running: ALLOWED }))).toBe("over");
  });

  it("waits while the next attempt lies ahead, and no longer", () => {
    const retry = { status: "retry_scheduled", attempts: 1 } as const;
    expect(standing(asked({ ...retry, next_attempt_at: "2026-11-27T12:00:00.001Z" }))).toBe("waits");
    expect(standing(asked({ ...retry, next_attempt_at: ASKED_AT }))).toBe("allowed");
  });

  it("is a call while there is one", () => {
    expect(standing(asked({ status: "in_call", attempts: 1 }))).toBe("calling");
  });

  it("is otherwise what the gate says, as if the campaign ran", () => {
    expect(standing(asked(null))).toBe("allowed");
    expect(standing(asked(null, { now: STOPPED, if_running: ALLOWED }))).toBe("allowed");
    expect(standing(asked({ next_attempt_at: "2026-11-28T09:00:00.000Z" }, { now: STOPPED }))).toBe(
      "refused",
    );
  });
});

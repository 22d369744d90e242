import { describe, expect, it } from "vitest";
import type { Contact } from "#lib/domain/api/contact";
import { contactState } from "./contact-state.ts";

type Subject = Pick<Contact, "status" | "job" | "last_call">;
const job = (fields: Partial<NonNullable<Contact["job"]>>): Subject["job"] => ({
  id: "j",
  status: "pending",
  reason: null,
  next_attempt_at: null,
  attempts: 0,
  ...fields,
});
const call = (fields: Partial<NonNullable<Contact["last_call"]>>): Subject["last_call"] => ({
  id: "c",
  telephony_result: null,
  disposition: null,
  requested_at: "2026-11-20T12:00:00Z",
  ...fields,
});

describe("contactState", () => {
  it("says that nothing has begun before the campaign has started", () => {
    expect(contactState({ status: "pending", job: null, last_call: null }).view.word).toBe("Not started");
  });

  it("says why a contact waits, and until when", () => {
    const state = contactState({
      status: "pending",
      job: job({ reason: "outside_window", next_attempt_at: "2026-11-21T09:00:00Z" }),
      last_call: null,
    });
    expect(state).toMatchObject({ why: "Outside calling hours", nextAt: "2026-11-21T09:00:00Z" });
  });

  it("shows a retry rather than the busy call before it", () => {
    const state = contactState({
      status: "pending",
      job: job({ status: "retry_scheduled", next_attempt_at: "2026-11-20T12:15:00Z", attempts: 1 }),
      last_call: call({ telephony_result: "busy" }),
    });
    expect(state.view.word).toBe("Trying again");
  });

  it("shows what the last call came to when the job is over", () => {
    const over = { status: "done", job: job({ status: "done", reason: "outcome_final" }) } as const;
    const talked = call({ telephony_result: "answered", disposition: "goal_achieved" });
    expect(contactState({ ...over, last_call: talked }).view.word).toBe("Goal achieved");
    expect(contactState({ ...over, last_call: call({ telephony_result: "busy" }) }).view.word).toBe("Busy");
  });

  it("says why nobody was called when the job ended without a call", () => {
    const state = contactState({
      status: "blocked",
      job: job({ status: "done", reason: "do_not_call" }),
      last_call: null,
    });
    expect(state.why).toBe("On the do-not-call list");
  });
});

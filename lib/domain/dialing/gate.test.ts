import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callingConfigSchema } from "#lib/domain/settings";
import { GATE_REASONS, type GateReason } from "#lib/domain/statuses";
import { askGate, endsJob, type GateFacts } from "./gate.ts";

const noon = new Date("2026-11-20T12:00:00Z");
const always = { time_window_start: "00:00", time_window_end: "24:00", allowed_days: [0, 1, 2, 3, 4, 5, 6] };

function facts(): GateFacts {
  return {
    campaign: {
      status: "running",
      maxAttempts: 3,
      maxConcurrentCalls: 5,
      calling: callingConfigSchema.parse(always),
    },
    tenant: { status: "active", maxConcurrentCalls: 10 },
    platform: { killSwitch: false, maxConcurrentCalls: 100 },
    carrier: { isSandbox: true, fromNumber: "+14155550000" },
    lead: { phoneNumber: "+14155550100", timezone: null },
    doNotCall: false,
    isNumberBusy: false,
    countedAttempts: 0,
    minutesLeft: null,
    active: { platform: 0, tenant: 0, campaign: 0 },
  };
}

const closed = callingConfigSchema.parse({ ...always, time_window_start: "13:00", time_window_end: "14:00" });

/** One way to break each rule that is asked today. */
const BREAK: Partial<Record<GateReason, (f: GateFacts) => void>> = {
  campaign_not_running: (f) => void (f.campaign.status = "paused"),
  tenant_suspended: (f) => void (f.tenant.status = "suspended"),
  kill_switch: (f) => void (f.platform.killSwitch = true),
  invalid_number: (f) => void (f.lead.phoneNumber = "0155"),
  reserved_number: (f) => void (f.carrier.isSandbox = false),
  do_not_call: (f) => void (f.doNotCall = true),
  already_in_call: (f) => void (f.isNumberBusy = true),
  outside_window: (f) => void (f.campaign.calling = closed),
  cap_campaign: (f) => void (f.countedAttempts = 3),
  minutes_exhausted: (f) => void (f.minutesLeft = 0),
  no_caller_id: (f) => void (f.carrier.fromNumber = null),
  concurrency_platform: (f) => void (f.active.platform = 100),
  concurrency_tenant: (f) => void (f.active.tenant = 10),
  concurrency_campaign: (f) => void (f.active.campaign = 5),
};
const reasons = Object.keys(BREAK) as GateReason[];

describe("the gate", () => {
  it("lets a lead through whom no rule refuses", () => {
    expect(askGate(facts(), noon)).toEqual({ allowed: true, reason: null, lookAgainAt: null });
  });

  it.each(reasons)("refuses with %s when that alone is broken", (reason) => {
    const broken = facts();
    BREAK[reason]?.(broken);
    expect(askGate(broken, noon)).toMatchObject({ allowed: false, reason });
  });

  it("names the first broken rule in the order of the reason codes, whatever else is broken", () => {
    fc.assert(
      fc.property(fc.subarray(reasons, { minLength: 1 }), (broken) => {
        const f = facts();
        for (const reason of broken) BREAK[reason]?.(f);
        // A malformed number is not in the reserved range, so only one of the two can be seen.
        const first = GATE_REASONS.find((r) => broken.includes(r));
        expect(askGate(f, noon).reason).toBe(first);
      }),
    );
  });

  it("says when to look again, and only then", () => {
    for (const reason of reasons) {
      const broken = facts();
      BREAK[reason]?.(broken);
      const verdict = askGate(broken, noon);
      if (verdict.lookAgainAt) expect(verdict.lookAgainAt.getTime()).toBeGreaterThan(noon.getTime());
      expect(endsJob(verdict)).toBe(
        ["invalid_number", "reserved_number", "do_not_call", "cap_campaign"].includes(reason),
      );
    }
    const outside = facts();
    outside.campaign.calling = closed;
    expect(askGate(outside, noon).lookAgainAt).toEqual(new Date("2026-11-20T13:00:00Z"));
  });

  it("reads the window on the lead's own clock", () => {
    const f = facts();
    f.campaign.calling = callingConfigSchema.parse({
      ...always,
      time_window_start: "09:00",
      time_window_end: "19:00",
    });
    expect(askGate(f, noon).allowed).toBe(true);
    f.lead.timezone = "America/Los_Angeles";
    expect(askGate(f, noon)).toMatchObject({
      reason: "outside_window",
      lookAgainAt: new Date("2026-11-20T17:00:00Z"),
    });
    f.lead.timezone = "Nowhere/Land";
    expect(askGate(f, noon).reason).toBe("time_zone_unknown");
  });

  it("lets real numbers through with a real carrier", () => {
    const f = facts();
    f.carrier.isSandbox = false;
    f.lead.phoneNumber = "+442071838750";
    expect(askGate(f, noon).allowed).toBe(true);
  });
});

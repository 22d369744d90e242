import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SHIPPED_BOOK } from "#lib/domain/laws/law-book";
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
    tenant: {
      status: "active",
      maxConcurrentCalls: 10,
      allowedCountries: null,
      attempts: { perDay: 2, perWeek: 4, minGapMs: 30 * 60_000 },
    },
    platform: { killSwitch: false, maxConcurrentCalls: 100, laws: SHIPPED_BOOK },
    carrier: { isSandbox: true, fromNumber: "+14155550000", heldUntil: null },
    lead: { phoneNumber: "+442071838750", timezone: "Europe/London", state: null },
    number: { isValid: true, country: "GB", callingCode: "44", isGeographic: true, isCostly: false },
    doNotCall: false,
    consent: "not_needed",
    isNumberBusy: false,
    countedAttempts: 0,
    numberAttempts: [],
    isPromised: false,
    budgetLeftMicros: null,
    leastCallMicros: 50_000,
    callerIdFreeAt: null,
    minutesLeft: null,
    active: { platform: 0, tenant: 0, campaign: 0 },
  };
}

const hoursAgo = (hours: number): Date => new Date(noon.getTime() - hours * 3_600_000);
const closed = callingConfigSchema.parse({ ...always, time_window_start: "14:00", time_window_end: "15:00" });

/** One way to break each rule by itself. Noon of 20 November 2026 is a Friday's, in London too. */
const BREAK: Record<
  Exclude<GateReason, "holiday" | "time_zone_unknown" | "reserved_number">,
  (f: GateFacts) => void
> = {
  campaign_not_running: (f) => void (f.campaign.status = "paused"),
  tenant_suspended: (f) => void (f.tenant.status = "suspended"),
  kill_switch: (f) => void (f.platform.killSwitch = true),
  invalid_number: (f) => void (f.number.isValid = false),
  country_not_allowed: (f) => void (f.tenant.allowedCountries = ["US"]),
  number_class_not_allowed: (f) => void (f.number.isCostly = true),
  do_not_call: (f) => void (f.doNotCall = true),
  consent_missing: (f) => void (f.consent = "missing"),
  already_in_call: (f) => void (f.isNumberBusy = true),
  outside_window: (f) => void (f.campaign.calling = closed),
  // Three in the morning at noon UTC: no place's law allows that.
  outside_legal_hours: (f) => void (f.lead.timezone = "America/Anchorage"),
  cap_day: (f) => void (f.numberAttempts = [hoursAgo(2), hoursAgo(23)]),
  cap_week: (f) => void (f.numberAttempts = [25, 26, 80, 160].map(hoursAgo)),
  // A country whose law is not known has the strictest cap of all that are.
  cap_month: (f) => void (f.numberAttempts = [...f.numberAttempts, ...[170, 200, 400, 700].map(hoursAgo)]),
  cap_campaign: (f) => void (f.countedAttempts = 3),
  min_gap: (f) => void (f.numberAttempts = [...f.numberAttempts, hoursAgo(0.25)]),
  minutes_exhausted: (f) => void (f.minutesLeft = 0),
  budget_exhausted: (f) => void (f.budgetLeftMicros = 49_999),
  no_caller_id: (f) => void (f.carrier.fromNumber = null),
  concurrency_platform: (f) => void (f.active.platform = 100),
  concurrency_tenant: (f) => void (f.active.tenant = 10),
  concurrency_campaign: (f) => void (f.active.campaign = 5),
  carrier_rate: (f) => void (f.carrier.heldUntil = new Date(noon.getTime() + 1000)),
};
const reasons = Object.keys(BREAK) as (keyof typeof BREAK)[];
const ENDS = [
  "invalid_number",
  "country_not_allowed",
  "number_class_not_allowed",
  "do_not_call",
  "cap_campaign",
];

describe("the gate", () => {
  it("lets a lead through whom no rule refuses", () => {
    expect(askGate(facts(), noon)).toEqual({ allowed: true, reason: null, lookAgainAt: null });
  });

  it("has a rule for each of the reasons that the API knows", () => {
    const apart = ["holiday", "time_zone_unknown", "reserved_number"];
    expect(GATE_REASONS.filter((reason) => !apart.includes(reason))).toEqual(reasons);
  });

  it.each(reasons)("refuses with %s when that alone is broken", (reason) => {
    const broken = facts();
    BREAK[reason](broken);
    expect(askGate(broken, noon)).toMatchObject({ allowed: false, reason });
  });

  it("names the first broken rule in the order of the reason codes, whatever else is broken", () => {
    fc.assert(
      fc.property(fc.subarray(reasons, { minLength: 1 }), (broken) => {
        const f = facts();
        for (const reason of broken) BREAK[reason](f);
        const expected = new Set<GateReason>(broken);
        // What breaks the week's cap has a day of rest, and a call of a quarter of an hour ago does not.
        if (expected.has("cap_week") && expected.has("min_gap")) expected.delete("cap_day");
        if (expected.has("cap_week")) expected.delete("cap_day");
        const first = GATE_REASONS.find((reason) => expected.has(reason));
        expect(askGate(f, noon).reason).toBe(first);
      }),
    );
  });

  it("says when to look again, and that the same rule does not forbid it then", () => {
    for (const reason of reasons) {
      const broken = facts();
      BREAK[reason](broken);
      const verdict = askGate(broken, noon);
      if (verdict.lookAgainAt) expect(verdict.lookAgainAt.getTime()).toBeGreaterThan(noon.getTime());
      expect(endsJob(verdict)).toBe(ENDS.includes(reason));
      if (reason === "outside_window" || reason === "outside_legal_hours") {
        expect(askGate(broken, verdict.lookAgainAt ?? noon).allowed, reason).toBe(true);
      }
      if (reason === "cap_day" || reason === "cap_week" || reason === "min_gap") {
        expect(askGate(broken, verdict.lookAgainAt ?? noon).reason, reason).not.toBe(reason);
      }
    }
    const outside = facts();
    outside.campaign.calling = closed;
    expect(askGate(outside, noon)).toMatchObject({
      lookAgainAt: new Date("2026-11-20T14:00:00Z"),
      where: "Europe/London",
    });
  });

  it("reads the window on the lead's own clock, and the law's hours whatever the window", () => {
    const f = facts();
    f.lead = { phoneNumber: "+14155550100", timezone: null, state: null };
    f.campaign.calling = callingConfigSchema.parse({
      ...always,
      time_window_start: "09:00",
      time_window_end: "19:00",
    });
    // Fictional: nowhere, so the campaign's own clock (UTC) holds.
    expect(askGate(f, noon).allowed).toBe(true);
    f.lead.timezone = "America/Los_Angeles";
    expect(askGate(f, noon)).toMatchObject({
      reason: "outside_window",
      lookAgainAt: new Date("2026-11-20T17:00:00Z"),
    });
    f.campaign.calling = callingConfigSchema.parse(always);
    expect(askGate(f, noon).allowed).toBe(true);
    f.lead.phoneNumber = "+14155551234";
    f.number = { isValid: true, country: "US", callingCode: "1", isGeographic: true, isCostly: false };
    expect(askGate(f, noon)).toMatchObject({
      reason: "outside_legal_hours",
      where: "US-CA",
      lookAgainAt: new Date("2026-11-20T16:00:00Z"),
    });
    f.campaign.calling = callingConfigSchema.parse({ ...always, respect_lead_timezone: false });
    expect(askGate(f, noon).reason).toBe("outside_legal_hours");
  });

  it("stays closed where a zone does not parse or nothing is known of it, and looks again", () => {
    const f = facts();
    f.lead.timezone = "Nowhere/Land";
    expect(askGate(f, noon)).toMatchObject({ allowed: false, reason: "time_zone_unknown" });
    const lost = facts();
    lost.lead = { phoneNumber: "+99999999999", timezone: null, state: null };
    lost.number = { isValid: true, country: "XX", callingCode: "999", isGeographic: true, isCostly: false };
    expect(askGate(lost, noon)).toMatchObject({ reason: "time_zone_unknown", allowed: false });
    expect(endsJob(askGate(lost, noon))).toBe(false);
  });

  it("dials fictional numbers over the sandbox alone, without caps and legal hours, with the campaign's attempts", () => {
    const f = facts();
    f.lead = { phoneNumber: "+12025550100", timezone: null, state: null };
    f.numberAttempts = [0.01, 1, 2, 3, 4, 5].map(hoursAgo);
    const night = new Date("2026-11-22T03:00:00Z");
    expect(askGate(f, night).allowed).toBe(true);
    expect(askGate({ ...f, countedAttempts: 3 }, night).reason).toBe("cap_campaign");
    expect(askGate({ ...f, carrier: { ...f.carrier, isSandbox: false } }, night).reason).toBe(
      "reserved_number",
    );
  });

  it("keeps holidays, and says so", () => {
    const f = facts();
    f.lead = { phoneNumber: "+33142685300", timezone: null, state: null };
    f.number = { isValid: true, country: "FR", callingCode: "33", isGeographic: true, isCostly: false };
    // 14 July 2027 is a Wednesday.
    const verdict = askGate(f, new Date("2027-07-14T09:00:00Z"));
    expect(verdict).toMatchObject({
      reason: "holiday",
      where: "FR",
      lookAgainAt: new Date("2027-07-15T08:00:00Z"),
    });
  });

  it("calls a person back at the promised time, though they were spoken to a moment ago", () => {
    const f = facts();
    f.numberAttempts = [hoursAgo(0.2)];
    expect(askGate(f, noon).reason).toBe("min_gap");
    expect(askGate({ ...f, isPromised: true }, noon).allowed).toBe(true);
  });

  it("never lets more calls through than the caps allow, whenever it is asked", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 60 }), (gapsMin) => {
        const f = facts();
        const made: Date[] = [];
        let at = noon.getTime();
        for (const gap of gapsMin) {
          at += gap * 60_000;
          const now = new Date(at);
          if (askGate({ ...f, numberAttempts: made }, now).allowed) made.push(now);
        }
        const within = (ms: number) =>
          Math.max(
            0,
            ...made.map((a) => made.filter((b) => b >= a && b.getTime() < a.getTime() + ms).length),
          );
        expect(within(24 * 3_600_000)).toBeLessThanOrEqual(2);
        expect(within(7 * 24 * 3_600_000)).toBeLessThanOrEqual(4);
        expect(within(30 * 60_000)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

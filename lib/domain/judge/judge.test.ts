import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lawBookOf, SHIPPED_BOOK } from "#lib/domain/laws/law-book";
import { SHIPPED_LAWS } from "#lib/domain/laws/shipped-laws";
import type { CampaignLog, Dial, RulesAtDial } from "./campaign-log.ts";
import { judge, JUDGED_RULES, type JudgedRule } from "./judge.ts";

const HOUR_MS = 3_600_000;
/** A Monday morning in New York, when its law and the window are open. */
const OPEN = Date.parse("2026-11-23T15:00:00Z");
const rules: RulesAtDial = {
  maxAttempts: 3,
  maxConcurrentCalls: 2,
  attempts: { perDay: 2, perWeek: 4, minGapMs: HOUR_MS / 2 },
  needsConsent: false,
  budgetMicros: null,
};
let made = 0;

function dial(changes: Partial<Dial> & { hours: number }): Dial {
  made += 1;
  const { hours, ...rest } = changes;
  const requestedAt = new Date(OPEN + hours * HOUR_MS);
  const number = rest.phoneNumber ?? "+12125551234";
  return {
    callId: `call-${String(made).padStart(6, "0")}`,
    campaignId: "mine",
    jobId: `job-${number}`,
    attempt: made,
    phoneNumber: number,
    isReserved: false,
    requestedAt,
    overAt: new Date(requestedAt.getTime() + 60_000),
    settledAt: new Date(requestedAt.getTime() + 60_000),
    reservedMicros: 500,
    costMicros: 100,
    result: "no_answer",
    disposition: null,
    hasDisturbed: true,
    isFailure: false,
    rules,
    times: {
      window: { time_window_start: "09:00", time_window_end: "19:00", allowed_days: [0, 1, 2, 3, 4] },
      windowZones: ["America/New_York"],
      zones: ["America/New_York"],
      places: ["US-NY"],
    },
    ...rest,
  };
}
const logOf = (dials: Dial[], more: Partial<CampaignLog> = {}): CampaignLog => ({
  campaignId: "mine",
  dials,
  switches: [{ at: new Date(OPEN - HOUR_MS), to: "running" }],
  optOuts: [],
  consents: [],
  lawsAt: () => SHIPPED_BOOK,
  ...more,
});
const at = (hours: number): Date => new Date(OPEN + hours * HOUR_MS);
const rulesBroken = (log: CampaignLog): JudgedRule[] => judge(log).violations.map((one) => one.rule);

function french(hours: number, more: Partial<Dial> = {}): Dial {
  const one = dial({ hours, ...more });
  return { ...one, times: one.times && { ...one.times, zones: ["Europe/Paris"], places: ["FR"] } };
}

/** Each rule broken by itself. */
const PLANTED: Record<JudgedRule, () => CampaignLog> = {
  duplicate_dial: () =>
    logOf([dial({ hours: 0, overAt: null, isReserved: true }), dial({ hours: 1, isReserved: true })]),
  dial_after_final_outcome: () =>
    logOf([dial({ hours: 0, result: "answered", disposition: "not_interested" }), dial({ hours: 1 })]),
  dial_after_opt_out: () =>
    logOf([dial({ hours: 1 })], { optOuts: [{ phoneNumber: "+12125551234", campaignId: null, at: at(0) }] }),
  dial_without_consent: () =>
    logOf([dial({ hours: 1, rules: { ...rules, needsConsent: true } })], {
      consents: [{ phoneNumber: "+12125551234", givenAt: at(-9), revokedAt: at(0) }],
    }),
  dial_outside_window: () => logOf([dial({ hours: 10 })]),
  dial_outside_legal_hours: () => {
    const late = dial({ hours: 11 });
    return logOf([{ ...late, times: late.times && { ...late.times, windowZones: [] } }]);
  },
  dial_on_holiday: () => {
    const early = dial({ hours: 72 });
    const places = ["US-AL"];
    return logOf([{ ...early, times: early.times && { ...early.times, places } }]);
  },
  dial_in_unknown_zone: () => logOf([dial({ hours: 0, times: null })]),
  cap_day: () => logOf([0, 1, 2].map((hours) => dial({ hours }))),
  cap_week: () =>
    logOf([
      ...[0, 1, 24.5, 25.5].map((hours) => dial({ hours, campaignId: "other", jobId: "other" })),
      dial({ hours: 49 }),
    ]),
  cap_month: () => {
    const before = [0, 3, 7, 10].map((day) => french(day * 24, { campaignId: "other", jobId: `on ${day}` }));
    return logOf([...before, french(14 * 24)]);
  },
  cap_campaign: () => logOf([0, 1, 2, 3].map((hours) => dial({ hours, isReserved: true }))),
  min_gap: () => logOf([dial({ hours: 0 }), dial({ hours: 0.25 })]),
  concurrency_campaign: () =>
    logOf(
      ["+12125551231", "+12125551232", "+12125551233"].map((phoneNumber) => dial({ hours: 0, phoneNumber })),
    ),
  budget_campaign: () => {
    const poor = { ...rules, budgetMicros: 500 };
    return logOf([
      dial({ hours: 0, phoneNumber: "+12125551231", rules: poor, settledAt: null }),
      dial({ hours: 1, phoneNumber: "+12125551232", rules: poor }),
    ]);
  },
  dial_during_pause: () =>
    logOf([dial({ hours: 1 })], {
      switches: [
        { at: at(-1), to: "running" },
        { at: at(0), to: "paused" },
      ],
    }),
};

describe("the judge", () => {
  it.each(JUDGED_RULES)("finds a planted %s, and nothing else", (rule) => {
    expect(rulesBroken(PLANTED[rule]())).toEqual([rule]);
  });

  it("names the call that should not have been, and those that make it one too many", () => {
    const log = PLANTED.cap_day();
    expect(judge(log).violations).toEqual([
      {
        rule: "cap_day",
        callId: log.dials[2]?.callId,
        jobId: "job-+12125551234",
        at: at(2),
        because: [log.dials[0]?.callId, log.dials[1]?.callId],
      },
    ]);
  });

  it("does not blame a campaign for what another one did", () => {
    expect(judge({ ...PLANTED.cap_day(), campaignId: "other" })).toEqual({ dials: 0, violations: [] });
  });

  it("holds a dial against the laws of its moment, and lets a changed one take its second", () => {
    const early = { weekdays: "08:00-09:00", saturday: "", sunday: "" };
    const strict = lawBookOf(
      SHIPPED_LAWS.filter(({ place }) => place === "US").map((law) => ({ ...law, ...early })),
    );
    const change = OPEN + HOUR_MS;
    const dials = [0.9, 1.0001, 1.1].map((hours, i) => dial({ hours, phoneNumber: `+1212555123${i}` }));
    const log = logOf(dials, { lawsAt: (when) => (when.getTime() < change ? SHIPPED_BOOK : strict) });
    expect(judge(log).violations).toMatchObject([
      { rule: "dial_outside_legal_hours", callId: dials[2]?.callId },
    ]);
  });

  it("lets a pause take its second, and a promised call come soon", () => {
    const switches = [
      { at: at(-1), to: "running" as const },
      { at: new Date(OPEN - 900), to: "paused" as const },
    ];
    expect(rulesBroken(logOf([dial({ hours: 0 })], { switches }))).toEqual([]);
    const promised = dial({ hours: 0, result: "answered", disposition: "callback_requested" });
    expect(rulesBroken(logOf([promised, dial({ hours: 0.2 })]))).toEqual([]);
  });

  it("counts what a settled call cost, not what was set aside for it", () => {
    const poor = { ...rules, budgetMicros: 200 };
    const numbers = ["+12125551231", "+12125551232", "+12125551233"];
    const dials = numbers.map((phoneNumber, hours) => dial({ hours, phoneNumber, rules: poor }));
    expect(judge(logOf(dials)).violations).toMatchObject([
      { rule: "budget_campaign", callId: dials[2]?.callId, because: [] },
    ]);
  });

  it("finds every planted fault in a log that is clean without it, in whatever order it is written", () => {
    // One call a number, one after the other within the open hours: nothing is broken.
    const clean = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }).map((minutes) =>
      [...new Set(minutes)].map((minute, i) =>
        dial({
          hours: minute / 60,
          phoneNumber: `+1212556${String(1000 + i)}`,
          overAt: at(minute / 60 + 1 / 61),
        }),
      ),
    );
    fc.assert(
      fc.property(clean, fc.constantFrom(...JUDGED_RULES), (dials, rule) => {
        const base = logOf(dials);
        expect(judge(base).violations).toEqual([]);
        const fault = PLANTED[rule]();
        const together = [...fault.dials, ...dials].sort((a, b) => (a.callId < b.callId ? 1 : -1));
        const found = rulesBroken({ ...fault, dials: together });
        expect(found).toContain(rule);
      }),
    );
  });
});

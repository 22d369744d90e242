import { CAP_DAY_MS, CAP_MONTH_MS, CAP_WEEK_MS, capsUnder } from "#lib/domain/dialing/attempt-caps";
import { whyClosed } from "#lib/domain/dialing/call-times";
import type { LawBook } from "#lib/domain/laws/law-book";
import { retryRowOf } from "#lib/domain/dialing/retry";
import type { CampaignLog, Dial } from "./campaign-log.ts";

export const JUDGED_RULES = [
  "duplicate_dial",
  "dial_after_final_outcome",
  "dial_after_opt_out",
  "dial_without_consent",
  "dial_outside_window",
  "dial_outside_legal_hours",
  "dial_on_holiday",
  "dial_in_unknown_zone",
  "cap_day",
  "cap_week",
  "cap_month",
  "cap_campaign",
  "min_gap",
  "concurrency_campaign",
  "budget_campaign",
  "dial_during_pause",
] as const;
export type JudgedRule = (typeof JUDGED_RULES)[number];

export interface Violation {
  rule: JudgedRule;
  /** The call that should not have been. */
  callId: string;
  jobId: string;
  at: Date;
  /** Calls that make it one too many. */
  because: readonly string[];
}

export interface Judgement {
  dials: number;
  violations: Violation[];
}

/** A pause, an opt-out or a changed law may take so long until nothing is asked of the carrier any more. */
const TAKES_EFFECT_MS = 1000;

/**
 * Replays a campaign's log and names each dial that broke a rule. It knows nothing of how the dialer came to dial: only
 * what was dialled, when, and what held then.
 */
export function judge(log: CampaignLog): Judgement {
  const byNumber = Map.groupBy(inOrder(log.dials), (dial) => dial.phoneNumber);
  const own = inOrder(log.dials).filter((dial) => dial.campaignId === log.campaignId);
  const violations = own.flatMap((dial) => {
    const earlier = (byNumber.get(dial.phoneNumber) ?? []).filter((other) => comesBefore(other, dial));
    return [
      ...askNumber(dial, earlier, log),
      ...askJob(
        dial,
        earlier.filter((other) => other.jobId === dial.jobId),
      ),
      ...askTime(dial, log),
      ...askPerson(dial, log),
      ...askSwitches(dial, log),
    ];
  });
  return { dials: own.length, violations: [...violations, ...askConcurrency(own), ...askBudget(own)] };
}

const comesBefore = (a: Dial, b: Dial): boolean =>
  a.requestedAt < b.requestedAt ||
  (a.requestedAt.getTime() === b.requestedAt.getTime() && a.callId < b.callId);
const inOrder = (dials: readonly Dial[]): Dial[] => [...dials].sort((a, b) => (comesBefore(a, b) ? -1 : 1));

const broken = (rule: JudgedRule, dial: Dial, because: readonly Dial[] = []): Violation => ({
  rule,
  callId: dial.callId,
  jobId: dial.jobId,
  at: dial.requestedAt,
  because: because.map((other) => other.callId),
});

/** What a number has been through before, in all campaigns of the tenant. */
function askNumber(dial: Dial, earlier: readonly Dial[], log: CampaignLog): Violation[] {
  const found: Violation[] = [];
  const open = earlier.filter((other) => other.overAt === null || other.overAt > dial.requestedAt);
  if (open.length > 0) found.push(broken("duplicate_dial", dial, open));
  if (dial.isReserved || !dial.rules) return found;
  const { attempts } = dial.rules;
  const places = dial.times?.places ?? [];
  const law = lawsAround(dial, log).map((laws) => laws.capsOf(places));
  const { perDay, perWeek, per30Days, minGapMs } = capsUnder(attempts, {
    perDay: Math.max(...law.map((one) => one.perDay)),
    per30Days: Math.max(...law.map((one) => one.per30Days)),
  });
  const last = earlier.filter((other) => other.jobId === dial.jobId).at(-1);
  const isPromised = last?.disposition === "callback_requested";
  const caps = [
    ["cap_day", perDay, CAP_DAY_MS],
    ["cap_week", perWeek, CAP_WEEK_MS],
    ["cap_month", per30Days, CAP_MONTH_MS],
    ["min_gap", 1, isPromised ? 0 : minGapMs],
  ] as const;
  for (const [rule, most, withinMs] of caps) {
    const since = dial.requestedAt.getTime() - withinMs;
    const made = earlier.filter((other) => other.hasDisturbed && other.requestedAt.getTime() > since);
    if (made.length >= most) found.push(broken(rule, dial, made));
  }
  return found;
}

/** What its own job has been through before. */
function askJob(dial: Dial, earlier: readonly Dial[]): Violation[] {
  const found: Violation[] = [];
  const twice = earlier.filter((other) => other.attempt === dial.attempt);
  if (twice.length > 0) found.push(broken("duplicate_dial", dial, twice));
  const final = earlier.filter(isFinal);
  if (final.length > 0) found.push(broken("dial_after_final_outcome", dial, final));
  const counted = earlier.filter((other) => !other.isFailure);
  if (dial.rules && counted.length >= dial.rules.maxAttempts)
    found.push(broken("cap_campaign", dial, counted));
  return found;
}

/** An outcome that nobody is ever called again after by itself. */
const isFinal = (dial: Dial): boolean =>
  dial.result !== null && retryRowOf(dial.result, dial.disposition) === null;

/** A law that was changed at this moment may have been the old one still. */
const lawsAround = ({ requestedAt }: Dial, { lawsAt }: CampaignLog): LawBook[] => [
  lawsAt(requestedAt),
  lawsAt(new Date(requestedAt.getTime() - TAKES_EFFECT_MS)),
];

function askTime(dial: Dial, log: CampaignLog): Violation[] {
  const { times } = dial;
  if (!times) return [broken("dial_in_unknown_zone", dial)];
  const [closed, ...before] = lawsAround(dial, log).map((laws) => whyClosed(times, laws, dial.requestedAt));
  if (!closed || before.includes(null)) return [];
  const rule = {
    outside_window: "dial_outside_window",
    outside_legal_hours: "dial_outside_legal_hours",
    holiday: "dial_on_holiday",
  } as const;
  return [broken(rule[closed.reason], dial)];
}

function askPerson(dial: Dial, log: CampaignLog): Violation[] {
  const found: Violation[] = [];
  const isOut = log.optOuts.some(
    (entry) =>
      entry.phoneNumber === dial.phoneNumber &&
      (entry.campaignId === null || entry.campaignId === dial.campaignId) &&
      dial.requestedAt.getTime() - entry.at.getTime() > TAKES_EFFECT_MS,
  );
  if (isOut) found.push(broken("dial_after_opt_out", dial));
  const hasAgreed = log.consents.some(
    (consent) =>
      consent.phoneNumber === dial.phoneNumber &&
      consent.givenAt <= dial.requestedAt &&
      (consent.revokedAt === null || consent.revokedAt > dial.requestedAt),
  );
  if (dial.rules?.needsConsent && !hasAgreed) found.push(broken("dial_without_consent", dial));
  return found;
}

function askSwitches(dial: Dial, log: CampaignLog): Violation[] {
  const last = log.switches.filter((one) => one.at <= dial.requestedAt).at(-1);
  if (!last || last.to === "running") return [];
  return dial.requestedAt.getTime() - last.at.getTime() > TAKES_EFFECT_MS
    ? [broken("dial_during_pause", dial)]
    : [];
}

/** Sweeps over the campaign's calls by time; at the same instant an end comes before a beginning. */
function askConcurrency(own: readonly Dial[]): Violation[] {
  const found: Violation[] = [];
  let open: Dial[] = [];
  for (const dial of own) {
    open = open.filter((other) => other.overAt === null || other.overAt > dial.requestedAt);
    if (dial.rules && open.length >= dial.rules.maxConcurrentCalls) {
      found.push(broken("concurrency_campaign", dial, open));
    }
    open.push(dial);
  }
  return found;
}

/** Sweeps over the campaign's calls by time: what was spent, and what the calls that were open then had set aside. */
function askBudget(own: readonly Dial[]): Violation[] {
  const found: Violation[] = [];
  let spent = 0;
  let open: Dial[] = [];
  for (const dial of own) {
    const isPaid = (other: Dial): boolean => other.settledAt !== null && other.settledAt <= dial.requestedAt;
    for (const other of open) if (isPaid(other)) spent += other.costMicros;
    open = open.filter((other) => !isPaid(other));
    const setAside = open.reduce((sum, other) => sum + other.reservedMicros, 0);
    const budget = dial.rules?.budgetMicros ?? null;
    if (budget !== null && spent + setAside >= budget) found.push(broken("budget_campaign", dial, open));
    open.push(dial);
  }
  return found;
}

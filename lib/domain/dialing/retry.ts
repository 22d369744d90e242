import { isTimeZone, type CallingConfig } from "#lib/domain/settings";
import type { Disposition, TelephonyResult } from "#lib/domain/statuses";
import { nextOpening } from "./calling-window.ts";
import { localTime } from "./local-time.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const QUARTER_MS = 15 * MINUTE_MS;
const SEARCH_MS = 8 * 24 * HOUR_MS;

/** `callback_requested` has no delay of its own: the callee named the time. */
export type RetryRow =
  | "busy"
  | "no_answer"
  | "voicemail_no_message"
  | "rejected"
  | "failed"
  | "no_response"
  | "callback_requested";

interface RetryRule {
  /** The wait after the first, second, … time; the last one repeats unless `isLimited`. */
  afterMs: readonly number[];
  /** No more retries than there are waits. */
  isLimited: boolean;
  isNextDay: boolean;
  isOtherPartOfDay: boolean;
  /** Spreads failures of the same moment: up to this share is added. */
  jitter: number;
}

const plain = { isLimited: false, isNextDay: false, isOtherPartOfDay: false, jitter: 0 };
const RETRY_TABLE: Readonly<Record<RetryRow, RetryRule>> = {
  busy: { ...plain, afterMs: [15 * MINUTE_MS, 60 * MINUTE_MS] },
  no_answer: { ...plain, afterMs: [2 * HOUR_MS], isOtherPartOfDay: true },
  voicemail_no_message: { ...plain, afterMs: [0], isNextDay: true, isOtherPartOfDay: true },
  rejected: { ...plain, afterMs: [0], isLimited: true, isNextDay: true },
  failed: { ...plain, afterMs: [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS], isLimited: true, jitter: 0.2 },
  no_response: { ...plain, afterMs: [0], isLimited: true, isNextDay: true, isOtherPartOfDay: true },
  callback_requested: { ...plain, afterMs: [0] },
};

/** The row of the table that an outcome stands in; null: never retried by itself. */
export function retryRowOf(result: TelephonyResult, disposition: Disposition | null): RetryRow | null {
  switch (result) {
    case "busy":
    case "no_answer":
    case "rejected":
    case "failed":
      return result;
    case "answered":
      return disposition === "voicemail_no_message" ||
        disposition === "no_response" ||
        disposition === "callback_requested"
        ? disposition
        : null;
    case "invalid_number":
    case "cancelled":
    case "unknown":
      return null;
  }
}

export interface RetryQuestion {
  row: RetryRow;
  /** How often this row has come up for this job, this time included. */
  timesSeen: number;
  /** When the attempt that came to this was asked for. */
  attemptedAt: Date;
  now: Date;
  calling: CallingConfig;
  zone: string;
  /** The time that the callee named. */
  callbackAt: Date | null;
  /** 0 ≤ x < 1. */
  random: number;
}

/** When to dial again; null: no more retries of this kind. Always a time at which the window is open, where there is one. */
export function planRetry(question: RetryQuestion): Date | null {
  const { row, now, calling, zone } = question;
  const rule = ruleFor(row, calling);
  if (rule.isLimited && question.timesSeen > rule.afterMs.length) return null;
  const waitMs = rule.afterMs[Math.min(question.timesSeen, rule.afterMs.length) - 1] ?? 0;
  let earliest = new Date(now.getTime() + waitMs * (1 + rule.jitter * question.random));
  if (row === "callback_requested" && question.callbackAt && question.callbackAt > earliest) {
    earliest = question.callbackAt;
  }
  // Without a time of their own, a person who asked to be called back is not called back within the hour.
  if (row === "callback_requested" && !question.callbackAt) earliest = new Date(now.getTime() + 2 * HOUR_MS);
  const opening = nextOpening(calling, zone, earliest) ?? earliest;
  return rule.isNextDay || rule.isOtherPartOfDay ? laterMoment(rule, opening, question) : opening;
}

/** A campaign's own waits replace the row, and with it what the row says of days and parts of the day. */
function ruleFor(row: RetryRow, calling: CallingConfig): RetryRule {
  const rule = RETRY_TABLE[row];
  const own = row === "callback_requested" ? undefined : calling.retry?.[row];
  return own
    ? { ...rule, afterMs: own.after_s.map((s) => s * 1000), isNextDay: false, isOtherPartOfDay: false }
    : rule;
}

export type PartOfDay = "morning" | "afternoon" | "evening";
export function partOfDay(minuteOfDay: number): PartOfDay {
  if (minuteOfDay < 12 * 60) return "morning";
  return minuteOfDay < 17 * 60 ? "afternoon" : "evening";
}

/** The first quarter of an hour in the window that is on another day, or in another part of it; `opening` where there is none. */
function laterMoment(rule: RetryRule, opening: Date, { attemptedAt, calling, zone }: RetryQuestion): Date {
  if (!isTimeZone(zone)) return opening;
  const last = localTime(attemptedAt, zone);
  const dayOnly = findQuarter(opening, calling, zone, (local) => !rule.isNextDay || !isSameDay(local, last));
  if (!rule.isOtherPartOfDay) return dayOnly ?? opening;
  const otherPart = findQuarter(
    dayOnly ?? opening,
    calling,
    zone,
    (local) =>
      (!rule.isNextDay || !isSameDay(local, last)) &&
      partOfDay(local.minuteOfDay) !== partOfDay(last.minuteOfDay),
  );
  return otherPart ?? dayOnly ?? opening;
}

type Local = ReturnType<typeof localTime>;
const isSameDay = (a: Local, b: Local): boolean =>
  a.year === b.year && a.month === b.month && a.day === b.day;

function findQuarter(
  from: Date,
  calling: CallingConfig,
  zone: string,
  suits: (local: Local) => boolean,
): Date | null {
  const until = from.getTime() + SEARCH_MS;
  for (let t = from.getTime(); t <= until; t = (Math.floor(t / QUARTER_MS) + 1) * QUARTER_MS) {
    const opening = nextOpening(calling, zone, new Date(t));
    if (!opening || opening.getTime() > until) return null;
    if (suits(localTime(opening, zone))) return opening;
    t = opening.getTime();
  }
  return null;
}

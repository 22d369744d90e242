import type { GateReason } from "#lib/domain/statuses";

const HOUR_MS = 3_600_000;
export const CAP_DAY_MS = 24 * HOUR_MS;
export const CAP_WEEK_MS = 7 * 24 * HOUR_MS;
export const CAP_MONTH_MS = 30 * 24 * HOUR_MS;

/** How often one number may be made to ring, by all campaigns of a tenant together. */
export interface AttemptRules {
  /** In any 24 hours. */
  perDay: number;
  /** In any 7 days. */
  perWeek: number;
  minGapMs: number;
}

/** The business's own rules, as far as the laws of the callee's places let them be. */
export interface Caps extends AttemptRules {
  per30Days: number;
}

export function capsUnder(rules: AttemptRules, law: { perDay: number; per30Days: number }): Caps {
  return { ...rules, perDay: Math.min(rules.perDay, law.perDay), per30Days: law.per30Days };
}

export interface CapRefusal {
  reason: Extract<GateReason, "cap_day" | "cap_week" | "cap_month" | "min_gap">;
  lookAgainAt: Date;
}

/** `attempts`: when the number was called and rang or was answered, in any order. null: one more is allowed. */
export function askCap(
  reason: CapRefusal["reason"],
  rules: Caps,
  attempts: readonly Date[],
  now: Date,
): CapRefusal | null {
  const [most, withinMs] = {
    cap_day: [rules.perDay, CAP_DAY_MS] as const,
    cap_week: [rules.perWeek, CAP_WEEK_MS] as const,
    cap_month: [rules.per30Days, CAP_MONTH_MS] as const,
    min_gap: [1, rules.minGapMs] as const,
  }[reason];
  const newest = attempts
    .map((at) => at.getTime())
    .filter((at) => at > now.getTime() - withinMs)
    .sort((a, b) => b - a);
  const oldestInTheWay = newest[most - 1];
  return oldestInTheWay === undefined ? null : { reason, lookAgainAt: new Date(oldestInTheWay + withinMs) };
}

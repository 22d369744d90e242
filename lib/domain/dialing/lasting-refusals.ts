import type { GateReason } from "../statuses.ts";

/** By the hours of the campaign and of the law, where the person is. */
export const BY_HOURS = [
  "outside_window",
  "outside_legal_hours",
  "holiday",
  "time_zone_unknown",
] as const satisfies readonly GateReason[];

/** By how often somebody may be called, and whether they have to have agreed. */
export const BY_RULES = [
  "consent_missing",
  "cap_day",
  "cap_week",
  "cap_month",
  "min_gap",
] as const satisfies readonly GateReason[];

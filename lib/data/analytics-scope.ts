import type { Period } from "#lib/domain/analytics/period";
import type { TallyScope } from "./call-tallies.ts";

/** Whose calls, of which days. */
export interface AnalyticsScope extends TallyScope {
  period: Period;
}

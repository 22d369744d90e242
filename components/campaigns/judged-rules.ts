import type { JudgedRule } from "#lib/domain/judge/judge";

/** What each rule promises; said of a log in which it was kept. */
export const RULE_TEXT: Record<JudgedRule, string> = {
  duplicate_dial: "Nobody was dialled twice at once",
  dial_after_final_outcome: "Nobody was dialled again after a final outcome",
  dial_after_opt_out: "Nobody was dialled after opting out",
  dial_without_consent: "Nobody was dialled without the consent that is needed",
  dial_outside_window: "Every dial was inside the calling hours, on the contact's own clock",
  dial_outside_legal_hours: "Every dial was inside the legal hours of the contact's place",
  dial_on_holiday: "Nobody was dialled on a public holiday that forbids it",
  dial_in_unknown_zone: "Nobody was dialled whose time zone is not known",
  cap_day: "No number was called more often in 24 hours than allowed",
  cap_week: "No number was called more often in 7 days than allowed",
  cap_month: "No number was called more often in 30 days than the law of its place allows",
  cap_campaign: "Nobody was called more often than the campaign's attempts",
  min_gap: "The gap between two calls to a number was kept",
  concurrency_campaign: "There were never more calls at once than allowed",
  budget_campaign: "Nobody was dialled once the budget was spent or set aside",
  dial_during_pause: "Nothing was dialled while the campaign was paused or stopped",
};

export const PROOF_TEXTS = {
  tab: "Proof",
  title: "The log, replayed",
  note: "An independent judge reads what was dialled and when, and looks for broken rules.",
  noCalls: "No call has been made yet, so there is nothing to judge.",
  clean: "No rule was broken.",
  part: "The campaign has more calls than are judged at once: these are the newest.",
  kept: "Kept",
  again: "Judge again",
  loading: "Judging the log",
  failed: "The log could not be judged",
  violations: "What was broken",
  broken: (count: number) => (count === 1 ? "Broken once" : `Broken ${count} times`),
} as const;

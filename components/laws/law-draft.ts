import type { LawChangeInput, PlatformLaws } from "#lib/domain/api/law";
import type { HolidayCalendar } from "#lib/domain/laws/holidays";

type PlatformLaw = PlatformLaws["items"][number];

/** What is typed into the form of a law. */
export interface LawDraft {
  place: string;
  weekdays: string;
  saturday: string;
  sunday: string;
  holidays: HolidayCalendar | "";
  attempts_per_day: string;
  attempts_per_30_days: string;
  source: string;
  review_by: string;
  reason: string;
}

export const NEW_LAW: LawDraft = {
  place: "",
  weekdays: "09:00-18:00",
  saturday: "",
  sunday: "",
  holidays: "",
  attempts_per_day: "",
  attempts_per_30_days: "",
  source: "",
  review_by: "",
  reason: "",
};

export function draftOf(law: PlatformLaw): LawDraft {
  const { place, weekdays, saturday, sunday, source, review_by } = law;
  return {
    place,
    weekdays,
    saturday,
    sunday,
    source,
    review_by,
    holidays: law.holidays ?? "",
    attempts_per_day: law.attempts_per_day?.toString() ?? "",
    attempts_per_30_days: law.attempts_per_30_days?.toString() ?? "",
    reason: "",
  };
}

const cap = (typed: string): number | null => (typed.trim() === "" ? null : Number(typed));

/** What the API is sent. */
export function changeOf({ place, reason, ...draft }: LawDraft): LawChangeInput {
  return {
    place: place.trim().toUpperCase(),
    reason: reason.trim(),
    terms: {
      ...draft,
      holidays: draft.holidays || null,
      attempts_per_day: cap(draft.attempts_per_day),
      attempts_per_30_days: cap(draft.attempts_per_30_days),
    },
  };
}

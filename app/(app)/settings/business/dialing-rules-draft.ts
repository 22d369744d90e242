import { textOf } from "@/app/_client/form-answer";

/** The form's texts as the API has them; a number that is none stays to be told. */
export function dialingRulesDraftFrom(form: FormData) {
  const numberOf = (name: string): number => {
    const text = textOf(form, name).trim();
    return text === "" ? Number.NaN : Number(text);
  };
  const countries = textOf(form, "allowed_countries")
    .split(/[\s,;]+/)
    .filter(Boolean);
  const waiver = textOf(form, "consent_waiver").trim();
  return {
    attempts_per_day: numberOf("attempts_per_day"),
    attempts_per_week: numberOf("attempts_per_week"),
    min_gap_minutes: numberOf("min_gap_minutes"),
    allowed_countries: countries.length > 0 ? countries : null,
    consent_waiver: waiver === "" ? null : waiver,
  };
}

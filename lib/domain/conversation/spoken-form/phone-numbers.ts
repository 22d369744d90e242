import { digitWords } from "./number-words.ts";
import type { SpokenLanguage, SpokenRule } from "./spoken-language.ts";

/** From so many digits on a number without separators is a code or a telephone: nobody says it as one number. */
const SHORTEST_CODE = 5;

/** Digit by digit, with a short pause between the groups. */
function grouped(written: string, language: SpokenLanguage): string {
  const plus = written.trim().startsWith("+") ? (language === "es" ? "más " : "plus ") : "";
  const groups = written.match(/\d+/g) ?? [];
  const parts = groups.length > 1 ? groups : groupsOf(groups[0] ?? "");
  return plus + parts.map((group) => digitWords(group, language)).join(", ");
}

function groupsOf(digits: string): string[] {
  if (digits.length === 11 && digits.startsWith("1")) return ["1", ...groupsOf(digits.slice(1))];
  if (digits.length === 10) return [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  if (digits.length <= 6) return digits.length === 6 ? [digits.slice(0, 3), digits.slice(3)] : [digits];
  const groups = digits.match(/\d{1,3}/g) ?? [];
  const last = groups.at(-1) ?? "";
  // No digit stands alone at the end.
  return last.length > 1 ? groups : [...groups.slice(0, -2), (groups.at(-2) ?? "") + last];
}

const say = (match: RegExpExecArray, language: SpokenLanguage): string | null => {
  const digits = match[0].replace(/\D/g, "").length;
  return digits >= SHORTEST_CODE && digits <= 20 ? grouped(match[0], language) : null;
};

export const PHONE_RULES: readonly SpokenRule[] = [
  // +44 20 7946 0958, +1 (415) 555-0100
  { pattern: /(?<![\w+])\+\d[\d\s().-]{5,18}\d(?!\w)/g, say },
  // (415) 555-0100, 415-555-0100, 1-800-555-0100, 555-0100
  {
    pattern: /(?<![\w$€£.,-])(?:1[ .-])?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])?\d{3}[ .-]\d{4}(?![\w-]|[.,]\d)/g,
    say,
  },
  // 612 345 678, 91 234 56 78, 55 1234 5678
  { pattern: /(?<![\w$€£.,-])\d{2,3}(?:[ -]\d{2,4}){2,3}(?![\w-]|[.,]\d)/g, say },
  { pattern: /(?<![\w$€£.,:/-])\d{5,20}(?![\w%€]|[.,:/-]\d)/g, say },
];

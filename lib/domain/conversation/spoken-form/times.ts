import { numberWords, ordinalWords } from "./number-words.ts";
import type { SpokenLanguage, SpokenRule } from "./spoken-language.ts";

const EN_MONTHS =
  "January February March April May June July August September October November December".split(" ");
const ES_MONTHS =
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" ");

/** "a.m.", "pm", "p. m."; its last stop may end the sentence too, and is spoken all the same. */
const HALF = String.raw`([ap])(?:\.\s?m\.|\.?m\b)`;

function clock(
  hourText: string,
  minuteText: string,
  half: string | undefined,
  language: SpokenLanguage,
): string | null {
  const hour = Number(hourText);
  const minute = Number(minuteText || "0");
  if (hour > (half ? 12 : 24) || minute > 59 || (half && hour === 0)) return null;
  return language === "es" ? spanishClock(hour, minute, half) : englishClock(hour, minute, half);
}

/** "3 pm." → "three p.m.", with one stop. */
const withOneStop = (match: RegExpExecArray, spoken: string | null): string | null =>
  match.input[match.index + match[0].length] === "." ? (spoken?.replace(/\.$/, "") ?? null) : spoken;

function englishClock(hour: number, minute: number, half: string | undefined): string {
  const isPlain = half === undefined && hour >= 1 && hour <= 12;
  const dayHalf = half ?? (isPlain ? null : hour >= 12 && hour < 24 ? "p" : "a");
  const hours = numberWords(hour % 12 === 0 ? 12 : hour % 12, "en");
  const minutes =
    minute === 0 ? "" : minute < 10 ? ` oh ${numberWords(minute, "en")}` : ` ${numberWords(minute, "en")}`;
  if (dayHalf !== null) return `${hours}${minutes} ${dayHalf}.m.`;
  return minute === 0 ? `${hours} o'clock` : `${hours}${minutes}`;
}

function spanishClock(hour: number, minute: number, half: string | undefined): string {
  const of24 = half === undefined ? hour % 24 : (hour % 12) + (half === "p" ? 12 : 0);
  const shown = of24 % 12 === 0 ? 12 : of24 % 12;
  const hours = shown === 1 ? "una" : numberWords(shown, "es");
  const minutes = minute === 0 ? "" : ` y ${numberWords(minute, "es")}`;
  if (half === undefined && hour >= 1 && hour <= 12) return hours + minutes;
  return `${hours}${minutes} ${partOfDay(of24)}`;
}

function partOfDay(hour: number): string {
  if (hour === 12) return "del mediodía";
  if (hour < 6) return "de la madrugada";
  if (hour < 12) return "de la mañana";
  return hour < 20 ? "de la tarde" : "de la noche";
}

function date(day: number, month: number, year: number, language: SpokenLanguage): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (language === "es")
    return `${day === 1 ? "primero" : numberWords(day, "es")} de ${ES_MONTHS[month - 1]} de ${numberWords(year, "es")}`;
  return `${EN_MONTHS[month - 1]} ${ordinalWords(day)}, ${yearWords(year)}`;
}

/** 2026 → "twenty twenty-six", 2006 → "two thousand six", 1900 → "nineteen hundred". */
function yearWords(year: number): string {
  const century = Math.floor(year / 100);
  const rest = year % 100;
  if (year < 1000 || year > 2999 || (century % 10 === 0 && rest < 10)) return numberWords(year, "en");
  const end = rest === 0 ? "hundred" : rest < 10 ? `oh ${numberWords(rest, "en")}` : numberWords(rest, "en");
  return `${numberWords(century, "en")} ${end}`;
}

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

const SHORT_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

export const TIME_RULES: readonly SpokenRule[] = [
  {
    pattern: /(?<![\w/-])(\d{4})-(\d{2})-(\d{2})(?:T(?=\d))?(?![\w/-])/g,
    say: (match, language) => date(Number(match[3]), Number(match[2]), Number(match[1]), language),
  },
  {
    // Month first in English unless it can't be one.
    pattern: /(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-]|\.\d)/g,
    say(match, language) {
      const [first, second, year] = [Number(match[1]), Number(match[3]), fullYear(match[4] ?? "")];
      const isMonthFirst = language === "en" && match[2] !== "." && first <= 12;
      return isMonthFirst ? date(second, first, year, language) : date(first, second, year, language);
    },
  },
  {
    pattern:
      /\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\w{0,6}\.?\s(\d{1,2})(?:st|nd|rd|th)?(?![\w:%]|[.,/-]\d)/gi,
    say(match, language) {
      const written = match[0].split(/[\s.]/)[0] ?? "";
      const index = SHORT_MONTHS.indexOf((match[1] ?? "").toLowerCase().slice(0, 3));
      const month = EN_MONTHS[index] ?? "";
      const isMonth = month.toLowerCase() === written.toLowerCase() || /^(?:...|sept)$/i.test(written);
      const day = Number(match[2]);
      if (language !== "en" || !isMonth || !/^[A-Z]/.test(written) || day < 1 || day > 31) return null;
      return `${month} ${ordinalWords(day)}`;
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w:.,/-])(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?${HALF}|(?![\w:]|[.,/-]\d))`,
      "gi",
    ),
    say: (match, language) =>
      withOneStop(match, clock(match[1] ?? "", match[2] ?? "", match[3]?.toLowerCase(), language)),
  },
  {
    pattern: new RegExp(String.raw`(?<![\w:.,/$€£-])(\d{1,2})\s?${HALF}`, "gi"),
    say: (match, language) =>
      withOneStop(match, clock(match[1] ?? "", "", match[2]?.toLowerCase(), language)),
  },
];

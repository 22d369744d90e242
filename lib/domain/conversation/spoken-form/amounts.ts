import { digitWords, numberWords, ordinalWords, shortOne } from "./number-words.ts";
import type { SpokenLanguage, SpokenRule } from "./spoken-language.ts";

/** Figures with their separators: 1,250.50 · 1.250,50 · 29.95. */
const FIGURE = String.raw`\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?`;

interface Figure {
  whole: number;
  decimals: string;
}

/** Both separators: the last parts the decimals. One: three digits behind it are thousands, but for the English point. */
export function readFigure(written: string, language: SpokenLanguage): Figure {
  const last = Math.max(written.lastIndexOf("."), written.lastIndexOf(","));
  if (last < 0) return { whole: Number(written), decimals: "" };
  const mark = written[last] ?? "";
  const behind = written.slice(last + 1);
  const count = written.split(mark).length - 1;
  const isMixed = written.includes(".") && written.includes(",");
  const isThousands =
    !isMixed && (count > 1 || (behind.length === 3 && !(language === "en" && mark === ".")));
  const whole = (isThousands ? written : written.slice(0, last)).replace(/\D/g, "");
  return { whole: Number(whole), decimals: isThousands ? "" : behind };
}

function figureWords({ whole, decimals }: Figure, language: SpokenLanguage): string {
  const words = numberWords(whole, language);
  if (decimals === "") return words;
  const point = language === "es" ? "coma" : "point";
  return `${words} ${point} ${digitWords(decimals, language)}`;
}

interface Currency {
  one: string;
  many: string;
  cent: string;
  cents: string;
  isFeminine?: boolean;
}
const currency = (one: string, many: string, cent: string, cents: string, isFeminine = false): Currency => ({
  one,
  many,
  cent,
  cents,
  isFeminine,
});

const CURRENCIES: Record<SpokenLanguage, Record<string, Currency>> = {
  en: {
    $: currency("dollar", "dollars", "cent", "cents"),
    "€": currency("euro", "euros", "cent", "cents"),
    "£": currency("pound", "pounds", "penny", "pence"),
    "¥": currency("yen", "yen", "sen", "sen"),
    MXN: currency("peso", "pesos", "centavo", "centavos"),
  },
  es: {
    $: currency("dólar", "dólares", "centavo", "centavos"),
    "€": currency("euro", "euros", "céntimo", "céntimos"),
    "£": currency("libra", "libras", "penique", "peniques", true),
    "¥": currency("yen", "yenes", "sen", "sen"),
    MXN: currency("peso", "pesos", "centavo", "centavos"),
  },
};
const CODES: Record<string, string> = { USD: "$", US$: "$", EUR: "€", GBP: "£", JPY: "¥", MX$: "MXN" };
const SIGN = String.raw`US\$|MX\$|[$€£¥]|\b(?:USD|EUR|GBP|JPY|MXN)\b`;
const SCALES: Record<SpokenLanguage, Record<string, string>> = {
  en: {
    k: "thousand",
    thousand: "thousand",
    m: "million",
    million: "million",
    b: "billion",
    bn: "billion",
    billion: "billion",
  },
  es: { k: "mil", mil: "mil", m: "millones", millón: "millón", millones: "millones" },
};
const SCALE = "k|m|bn?|thousand|million|billion|mil|millón|millones";

function money(
  sign: string,
  written: string,
  scale: string | undefined,
  language: SpokenLanguage,
): string | null {
  const unit = CURRENCIES[language][CODES[sign] ?? sign];
  const figure = readFigure(written, language);
  if (unit === undefined || !Number.isSafeInteger(figure.whole)) return null;
  if (scale !== undefined) {
    const large = SCALES[language][scale.toLowerCase()];
    if (large === undefined) return null;
    const of = language === "es" && large.startsWith("mill") ? " de" : "";
    return `${shortOne(figureWords(figure, language))} ${large}${of} ${unit.many}`;
  }
  if (figure.decimals.length > 2) return `${figureWords(figure, language)} ${unit.many}`;
  const cents = Number(figure.decimals.padEnd(2, "0"));
  const parts: string[] = [];
  if (figure.whole > 0 || cents === 0) parts.push(counted(figure.whole, unit.one, unit.many, unit, language));
  if (cents > 0) parts.push(counted(cents, unit.cent, unit.cents, null, language));
  return parts.join(language === "es" ? " con " : " and ");
}

function counted(
  value: number,
  one: string,
  many: string,
  unit: Currency | null,
  language: SpokenLanguage,
): string {
  const words = numberWords(value, language);
  if (language === "en") return `${words} ${value === 1 ? one : many}`;
  const agreed = unit?.isFeminine
    ? words.replace(/uno$/, "una").replace(/cientos\b/g, "cientas")
    : shortOne(words);
  // "un millón de euros"
  const of = /mill(?:ón|ones)$/.test(agreed) ? " de" : "";
  return `${agreed}${of} ${value === 1 ? one : many}`;
}

const SPANISH_ORDINALS =
  "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo".split(" ");

const englishOrdinal = (match: RegExpExecArray, language: SpokenLanguage): string | null =>
  language === "en" ? ordinalWords(Number(match[1])) : null;

function spanishOrdinal(match: RegExpExecArray, language: SpokenLanguage): string | null {
  const word = language === "es" ? SPANISH_ORDINALS[Number(match[1]) - 1] : undefined;
  if (word === undefined) return null;
  return match[2] === "ª" ? word.replace(/o$/, "a") : word;
}

export const AMOUNT_RULES: readonly SpokenRule[] = [
  {
    pattern: new RegExp(String.raw`(${SIGN})\s?(${FIGURE})(?:\s?(${SCALE})\b)?(?!\d|[.,]\d)`, "giu"),
    say: (match, language) => money((match[1] ?? "").toUpperCase(), match[2] ?? "", match[3], language),
  },
  {
    pattern: new RegExp(String.raw`(?<![\w.,])(${FIGURE})(?:\s?(${SCALE}))?\s?(${SIGN})`, "giu"),
    say: (match, language) => money((match[3] ?? "").toUpperCase(), match[1] ?? "", match[2], language),
  },
  {
    pattern: new RegExp(String.raw`(?<![\w.,])(${FIGURE})\s?%`, "gu"),
    say: (match, language) =>
      `${figureWords(readFigure(match[1] ?? "", language), language)} ${language === "es" ? "por ciento" : "percent"}`,
  },
  { pattern: /\b(\d{1,4})(?:st|nd|rd|th)\b/gi, say: (match, language) => englishOrdinal(match, language) },
  { pattern: /\b(\d{1,2})\.?([ºª])/g, say: (match, language) => spanishOrdinal(match, language) },
  {
    pattern: /(?:\bNo\.\s?|#)(?=\d)/g,
    say: (_, language) => (language === "es" ? "número " : "number "),
  },
  // 2–3 days
  {
    pattern: /(?<![\w.,:/-])(\d{1,4})\s?[–-]\s?(\d{1,4})(?![\w:/%]|[.,-]\d|-)/g,
    say: (match, language) => `${match[1]} ${language === "es" ? "a" : "to"} ${match[2]}`,
  },
  { pattern: /\s?&\s?/g, say: (_, language) => (language === "es" ? " y " : " and ") },
];

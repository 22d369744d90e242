import type { SpokenLanguage } from "./spoken-language.ts";

const EN_SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const EN_TENS = " - twenty thirty forty fifty sixty seventy eighty ninety".trim().split(" ");
const ES_SMALL =
  "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve".split(
    " ",
  );
const ES_TENS = "- - treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(" ");
const ES_HUNDREDS =
  "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(
    " ",
  );
/** What is larger is read by its digits. */
const LARGEST = 999_999_999_999;

/** A whole number of 0 or more in words; beyond a million millions, digit by digit. */
export function numberWords(value: number, language: SpokenLanguage): string {
  if (!Number.isSafeInteger(value) || value < 0 || value > LARGEST)
    return digitWords(String(value).replace(/\D/g, ""), language);
  return language === "es" ? spanish(value) : english(value);
}

/** "042" → "zero four two". */
export function digitWords(digits: string, language: SpokenLanguage): string {
  const names = language === "es" ? ES_SMALL : EN_SMALL;
  return Array.from(digits, (digit) => names[Number(digit)] ?? "").join(" ");
}

const IRREGULAR: Record<string, string> = {
  one: "first",
  two: "second",
  three: "third",
  five: "fifth",
  eight: "eighth",
  nine: "ninth",
  twelve: "twelfth",
};

/** English only: 21 → "twenty-first". */
export function ordinalWords(value: number): string {
  const words = english(value);
  const last = /[a-z]+$/.exec(words)?.[0] ?? "";
  const ordinal = IRREGULAR[last] ?? (last.endsWith("y") ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, words.length - last.length) + ordinal;
}

function english(value: number): string {
  if (value < 20) return EN_SMALL[value] ?? "";
  if (value < 100) return joined(EN_TENS[Math.floor(value / 10) - 1] ?? "", "-", value % 10, english);
  if (value < 1000) return joined(`${english(Math.floor(value / 100))} hundred`, " ", value % 100, english);
  const [size, name] = value < 1e6 ? [1e3, "thousand"] : value < 1e9 ? [1e6, "million"] : [1e9, "billion"];
  return joined(`${english(Math.floor(value / size))} ${name}`, " ", value % size, english);
}

function spanish(value: number): string {
  if (value < 30) return ES_SMALL[value] ?? "";
  if (value < 100) return joined(ES_TENS[Math.floor(value / 10) - 1] ?? "", " y ", value % 10, spanish);
  if (value === 100) return "cien";
  if (value < 1000) return joined(ES_HUNDREDS[Math.floor(value / 100) - 1] ?? "", " ", value % 100, spanish);
  if (value < 2000) return joined("mil", " ", value % 1000, spanish);
  if (value < 1e6)
    return joined(`${shortOne(spanish(Math.floor(value / 1000)))} mil`, " ", value % 1000, spanish);
  const millions = Math.floor(value / 1e6);
  const name = millions === 1 ? "un millón" : `${shortOne(spanish(millions))} millones`;
  return joined(name, " ", value % 1e6, spanish);
}

const joined = (head: string, link: string, rest: number, words: (value: number) => string): string =>
  rest === 0 ? head : `${head}${link}${words(rest)}`;

/** Before a noun "uno" is "un", "veintiuno" "veintiún". */
export const shortOne = (words: string): string =>
  words.replace(/veintiuno$/, "veintiún").replace(/\buno$/, "un");

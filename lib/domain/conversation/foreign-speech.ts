import { plainWords } from "./plain-words.ts";

/** Frequent small words of one language that are no words of the others. */
const MARKERS: Record<string, ReadonlySet<string>> = {
  en: new Set(
    "the you is are what who this that with have not yes hello i it my your can do does how when where why thank please am was would".split(
      " ",
    ),
  ),
  es: new Set(
    "el los las que es esta este con por para usted quien hola gracias yo mi su puede como cuando donde habla hablo espanol buenos dias tardes ingles muy pero del una".split(
      " ",
    ),
  ),
};
const NAMES: Record<string, string> = { en: "English", es: "Spanish" };
/** So many words of another language, and none of ours: one alone may be a name. */
const FEWEST_MARKERS = 2;

/** The language that somebody speaks who does not speak the agent's; null: theirs is the agent's, or it can't be told. */
export function foreignLanguage(transcript: string, agentLanguage: string): string | null {
  const own = agentLanguage.toLowerCase().split(/[-_]/)[0] ?? "";
  const words = plainWords(transcript).split(" ");
  const count = (language: string): number => words.filter((word) => MARKERS[language]?.has(word)).length;
  if (MARKERS[own] === undefined || count(own) > 0) return null;
  for (const [language, name] of Object.entries(NAMES)) {
    if (language !== own && count(language) >= FEWEST_MARKERS) return name;
  }
  return null;
}

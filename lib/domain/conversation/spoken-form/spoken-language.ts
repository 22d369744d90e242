/** Languages in which numbers, times and addresses are put into words; in the others only marks are taken out. */
export type SpokenLanguage = "en" | "es";

/** By the tag's first part; null: the voice reads them as they are written. */
export function spokenLanguageOf(language: string): SpokenLanguage | null {
  const primary = language.toLowerCase().split(/[-_]/)[0];
  return primary === "en" || primary === "es" ? primary : null;
}

/** The text as it is written is replaced by what is said for it; null: this one stays as it is. */
export interface SpokenRule {
  /** With the flag `g`. */
  pattern: RegExp;
  say: (match: RegExpExecArray, language: SpokenLanguage) => string | null;
}

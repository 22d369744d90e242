import type { SpokenLanguage, SpokenRule } from "./spoken-language.ts";

const NAMES: Record<SpokenLanguage, Record<string, string>> = {
  en: { "@": "at", ".": "dot", "/": "slash", "-": "dash", _: "underscore", "+": "plus", ":": "colon" },
  es: {
    "@": "arroba",
    ".": "punto",
    "/": "barra",
    "-": "guion",
    _: "guion bajo",
    "+": "más",
    ":": "dos puntos",
  },
};

const DOMAINS =
  "com|org|net|edu|gov|info|biz|io|co|ai|app|dev|me|us|uk|ca|au|ie|nz|es|mx|ar|cl|pe|eu|de|fr|it|pt|br|nl|ch|at|be";

const spelled = (address: string, language: SpokenLanguage): string =>
  address
    .replace(/[@./\-_+:]/g, (mark) => ` ${NAMES[language][mark] ?? ""} `)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const email: SpokenRule = {
  pattern: /(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/gi,
  say: (match, language) => spelled(match[1] ?? "", language),
};

/** What stands behind "?" and "#" is for machines: it is not read out. */
function sayUrl(match: RegExpExecArray, language: SpokenLanguage): string {
  const url = match[0].replace(/^https?:\/\//i, "").replace(/^www\./i, "");
  return spelled(url.replace(/[?#].*$/, "").replace(/\/+$/, ""), language);
}

const URL_END = String.raw`[^\s<>"'”’)\]*\`]*[^\s<>"'”’)\]*\`.,;:!?…]`;

const url: SpokenRule = {
  pattern: new RegExp(String.raw`(?:https?:\/\/|(?<!\w)www\.)${URL_END}`, "gi"),
  say: sayUrl,
};

const bareDomain: SpokenRule = {
  pattern: new RegExp(
    String.raw`(?<![\w@.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:${DOMAINS})(?![\w@-]|\.\w)(?:\/(?:${URL_END})?)?`,
    "gi",
  ),
  say: sayUrl,
};

export const ADDRESS_RULES: readonly SpokenRule[] = [email, url, bareDomain];

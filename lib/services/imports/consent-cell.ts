const YES = new Set(
  "yes y true t 1 x ✓ ✔ ja j oui o si s sim tak da evet granted given agreed subscribed optin optedin confirmed".split(
    " ",
  ),
);
const NO = new Set(
  "no n false f 0 nein non nao nie net hayir none never unsubscribed optout optedout".split(" "),
);
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** `given`: from that moment, null where the cell does not say; `unclear`: nothing that could be shown as a consent. */
export type ConsentCell = { kind: "given"; at: Date | null } | { kind: "refused" } | { kind: "unclear" };

/** A cell of a consent column: a word for yes or no, or when it was given (ISO, UTC without a zone). What is still to come is no consent. */
export function readConsentCell(cell: string, now: Date): ConsentCell {
  const text = cell.trim();
  if (DAY.test(text) || TIME.test(text)) {
    const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && !DAY.test(text);
    const at = new Date(DAY.test(text) ? text : `${text.replace(" ", "T")}${hasZone ? "" : "Z"}`);
    return Number.isNaN(at.getTime()) || at > now ? { kind: "unclear" } : { kind: "given", at };
  }
  const word = text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}✓✔]/gu, "");
  if (YES.has(word)) return { kind: "given", at: null };
  return word === "" || NO.has(word) ? { kind: "refused" } : { kind: "unclear" };
}

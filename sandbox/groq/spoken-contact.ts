const DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TEENS = ["ten", "eleven", "twelve"];

/** 0–12 in words, or digits; null: no number. */
export function wordsToNumber(word: string): number | null {
  if (/^\d+$/.test(word)) return Number(word);
  const at = [...DIGITS, ...TEENS].indexOf(word.toLowerCase());
  return at === -1 ? null : at;
}

const plain = (word: string): string => word.replace(/[,;:!?]+$/g, "").replace(/\.$/, "");

/** An address that was written, or said letter by letter: "J, O, at example dot com". null: none was. */
export function spokenEmail(text: string): string | null {
  const written = /[\w.+-]+@[\w-]+(\.[\w-]+)+/.exec(text)?.[0];
  if (written) return written;
  const words = text.split(/\s+/).map(plain);
  for (let at = words.length - 1; at > 0; at -= 1) {
    if (words[at]?.toLowerCase() !== "at") continue;
    const local = localPart(words.slice(0, at));
    const domain = domainPart(words.slice(at + 1));
    if (local && domain) return `${local}@${domain}`;
  }
  return null;
}

const SIGNS: Record<string, string> = { dot: ".", dash: "-", hyphen: "-", underscore: "_", minus: "-" };

/** Backwards over letters, digits and signs; a whole word only where no letters were spelled. */
function localPart(words: readonly string[]): string {
  let part = "";
  let isSpelled = false;
  for (const word of words.toReversed()) {
    const sign = SIGNS[word.toLowerCase()];
    const digit = wordsToNumber(word);
    if (sign !== undefined) part = sign + part;
    else if (/^[a-z]$/i.test(word) || digit !== null) {
      part = (digit === null ? word : String(digit)) + part;
      isSpelled = true;
    } else if (!isSpelled && /^[a-z][a-z0-9]+$/i.test(word) && (part === "" || part.startsWith("."))) {
      part = word + part;
    } else break;
  }
  return part.toLowerCase().replace(/^[^a-z0-9]+/, "");
}

function domainPart(words: readonly string[]): string | null {
  const labels: string[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const label = words[at]?.toLowerCase() ?? "";
    if (!/^[a-z0-9-]+$/.test(label)) break;
    labels.push(label);
    if (words[at + 1]?.toLowerCase() !== "dot") break;
  }
  return labels.length > 1 ? labels.join(".") : null;
}

/** A phone number that was written, or said digit by digit; null: none of seven digits or more was. */
export function spokenNumber(text: string): string | null {
  const written = /\+?\d[\d -]{6,}\d/.exec(text)?.[0];
  if (written) return written;
  let run = "";
  for (const word of text.split(/\s+/).map(plain)) {
    const digit = word.toLowerCase() === "oh" && run !== "" ? 0 : wordsToNumber(word);
    if (digit !== null && digit < 10) run += String(digit);
    else if (run.length >= 7) return run;
    else run = "";
  }
  return run.length >= 7 ? run : null;
}

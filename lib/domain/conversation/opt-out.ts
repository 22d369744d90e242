import { plainWords } from "./plain-words.ts";

/** On plain words, with "do not" and its kin written as "dont". When in doubt it is an opt-out: a call lost, no law broken. */
const PHRASES: RegExp[] = [
  /\b(?:never|dont ever) (?:call|phone|ring|contact)(?: (?:me|us|here|back|again|this number))/,
  /\bdont (?:call|phone|ring|contact|bother)(?: (?:me|us|here|this number))?(?: (?:again|anymore|any more|ever|please|no more|back)\b|$)/,
  /(?<!\b(?:dont|never|not) )\b(?:stop|quit) (?:calling|phoning|ringing|contacting|bothering|these calls|the calls|with the calls)\b/,
  /\b(?:take|remove|get|cross) (?:me|us) (?:off|from)\b/,
  /\b(?:take|remove|delete|erase|lose) (?:my|our|this) (?:phone |cell |telephone )?number\b/,
  /\b(?:take|remove) (?:my|our) (?:name|details|data) (?:off|from)\b/,
  /\bdont call (?:list|registry)\b/,
  /\bremove me\b|\bunsubscribe\b/,
  /(?<!\b(?:dont|not) (?:want|need|wish|have) to )\bopt(?: me| us)? out\b/,
  /\bno more (?:phone )?calls\b/,
  /\bdont (?:want|wish|need) (?:any more|anymore|any|these|your|you|to (?:be called|get|receive)|another)(?: to)?(?: more| of these)? (?:calls?(?: (?:me|us|again|from you))?|phone calls?|calling)\b/,
  /\bdont want to be (?:called|contacted)\b/,
  /\bno (?:me|nos) (?:llame[ns]?|llamen|contacte[ns]?) (?:mas|nunca|otra vez|de nuevo)\b/,
  /\bno (?:vuelva[ns]?|vuelvas) a llamar/,
  /\b(?:deje[ns]?|dejen|deja) de llamar/,
  /\b(?:quite[ns]?me|quitenme|borre[ns]?me|saque[ns]?me|saquenme) de (?:la|su) lista\b/,
];

/** The callee asked not to be called again: heard by plain rules, whatever the language model makes of it. */
export function asksToOptOut(transcript: string): boolean {
  const words = plainWords(transcript)
    .replace(/\b(?:do not|did not|please not)\b/g, "dont")
    .replace(/\bdo nt\b/g, "dont");
  return PHRASES.some((phrase) => phrase.test(words));
}

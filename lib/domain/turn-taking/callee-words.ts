import { plainWords } from "../conversation/plain-words.ts";

/** "I'm listening", not "let me speak". */
const BACKCHANNELS = new Set(
  "mm mmm mhm mhmm hmm hm mmhmm uh um ah aha oh ooh huh ok okay kay k right yeah yea yep yes yup ya sure alright good great perfect cool nice wow really true exactly absolutely understood gotcha si claro vale bueno bien ajam perfecto correcto exacto entiendo entendido genial".split(
    " ",
  ),
);
const BACKCHANNEL_PHRASES =
  /\b(?:i see|got it|of course|all right|thats right|i understand|makes sense|sounds good|go on|go ahead|uh huh|mm hmm|por supuesto|de acuerdo|esta bien|muy bien|ya veo|le escucho|siga)\b/g;
const GREETINGS = new Set("hello hi hey hola alo bueno speaking diga digame".split(" "));
const STOP_PHRASES =
  /\b(?:stop|wait|hold on|hang on|hold up|pause|shut up|excuse me|(?:one|just a|give me a) (?:moment|second|sec|minute)|let me (?:speak|talk|finish)|espere|espera|pare|para ya|alto|un momento|un segundo|perdone|disculpe|oiga|dejeme hablar)\b/;
const MAX_BACKCHANNEL_WORDS = 5;

/** Only "mm-hmm", "okay", "right" and their like. `duringGreeting`: a "hello" that crosses our own is no interruption either. */
export function isBackchannel(transcript: string, duringGreeting = false): boolean {
  const words = plainWords(transcript).replace(BACKCHANNEL_PHRASES, "mm").split(" ").filter(Boolean);
  if (words.length === 0 || words.length > MAX_BACKCHANNEL_WORDS) return false;
  return words.every((word) => BACKCHANNELS.has(word) || (duringGreeting && GREETINGS.has(word)));
}

/** After these a sentence goes on. */
const GOES_ON = new Set(
  "and but or because um uh er the a an my y o pero porque un una el los las mi este".split(" "),
);

/** Broken off: something must follow, whatever the recogniser makes of the silence. */
export function isUnfinished(transcript: string): boolean {
  if (/[,;:\u2013\u2014-]\s*$/.test(transcript)) return true;
  if (/[.!?]["')\]]*\s*$/.test(transcript) && !transcript.trimEnd().endsWith("...")) return false;
  const words = plainWords(transcript).split(" ");
  return words.length > 1 && GOES_ON.has(words.at(-1) ?? "");
}

export function hasStopPhrase(transcript: string): boolean {
  return STOP_PHRASES.test(plainWords(transcript));
}

/** What the scripted model takes the other side to mean: the first rule that matches, from the most to the least grave. */
export type CalleeIntent =
  | "voicemail"
  | "menu"
  | "opt_out"
  | "wrong_person"
  | "wants_human"
  | "callback"
  | "refusal"
  | "foreign"
  | "screening"
  | "price"
  | "who"
  | "busy"
  | "slower"
  | "agreement"
  | "question"
  | "no"
  | "wait"
  | "greeting"
  | "unclear";

const RULES: readonly (readonly [CalleeIntent, RegExp])[] = [
  [
    "voicemail",
    /leave (me |us )?(a|your) (message|name)|after the (beep|tone)|voice ?mail|you have reached|you've reached|(can't|cannot|can not|unable to) (come to|take|answer)|not available (right now|at the moment|to take)/,
  ],
  ["menu", /\bpress (\d|one|two|three|four|five|six|seven|eight|nine|zero|star|pound)\b/],
  [
    "opt_out",
    /never (call|phone|ring|contact)|stop (calling|phoning|ringing|contacting)|take me off|remove (me|my number)|off (of )?(your|the|this) list|(do not|don't|dont) (ever )?(call|phone|contact) (me|us|here|this number)( again| any ?more| ever)?|unsubscribe/,
  ],
  [
    "wrong_person",
    /wrong (number|person)|(no ?body|no one|nobody) (here )?(by|with|of) that name|(doesn't|does not) (live|work) here|not (him|her|the person)\b|you have the wrong/,
  ],
  [
    "wants_human",
    /(speak|talk|speaking|talking)( \w+)? (to|with) (a |an |the |your |some)?(real |actual |live )?(human|person|someone|somebody|manager|supervisor|representative|agent|colleague)|real person|(put|connect|transfer) me/,
  ],
  [
    "callback",
    /(call|phone|ring|try)( me| us)?( back| again)? (later|tomorrow|tonight|next|on (mon|tues|wednes|thurs|fri|satur|sun)day|this (afternoon|evening)|in (an?|\d+|a few|half)|at (\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)|after)|call (me |us )?(back|another time|some other time)/,
  ],
  [
    "refusal",
    /not interested|no interest|no,? thank|(don't|do not|won't|will not) (want|need)|not for (me|us)|not (right )?now,? thank|i'd rather not|i (must |have to )?decline|i'll pass/,
  ],
  ["foreign", /\b(hola|espa[nñ]ol|gracias|qui[eé]n|buenos|d[ií]as|hablo|habla|usted|señor[a]?)\b/],
  [
    "screening",
    /(state|say|tell me) your name|who is calling and why|why (are )?you('re| are)? calling.*name|name and (the )?(reason|why)/,
  ],
  [
    "price",
    /how much|\b(price|prices|pricing|cost|costs|charge|charges|fee|fees|expensive|free of charge)\b/,
  ],
  [
    "who",
    /who('s| is| are) (this|you|calling|speaking)|what('s| is) this (about|regarding|call)|why are you calling|(which|what) company|what do you want|(are you|is this) (a |an )?(robot|bot|machine|computer|ai|recording|real)/,
  ],
  ["busy", /(i'm|i am) (busy|driving|in a meeting|at work)|not a good time|bad time|(can't|cannot) talk/],
  ["slower", /\bspeak (more |a bit |a little )?slow/],
  ["no", /^(oh |um |uh |well )*(no|nope|nah)\b(?! (problem|worries))|not really/],
  [
    "agreement",
    /\b(yes|yeah|yep|yup|sure|okay|ok|certainly|absolutely|definitely|of course|alright|all right|agreed|perfect|great|fine|please do|go ahead|sounds (good|great|fine|lovely)|(that|it) works|why not|i would|i do|correct|that's right)\b/,
  ],
  ["question", /\?\s*$|^(what|when|where|which|how|can|could|do|does|is|are|will|would)\b/],
  [
    "wait",
    /\b(wait|(please )?hold( on)?|stay on the line|one moment|just a (moment|second|minute)|hang on)\b/,
  ],
  [
    "greeting",
    /\b(hello|hi|hey|good (morning|afternoon|evening)|speaking|this is|who may i|it's me|go on|mm ?hmm|uh ?huh)\b/,
  ],
];

/** `said` = all that was said since the agent last spoke. */
export function calleeIntent(said: string): CalleeIntent {
  const text = said.toLowerCase().replaceAll("’", "'").trim();
  if (/^(oh )?(hello|hi|yes|hey)( there)?\s*\?\s*$/.test(text)) return "greeting";
  const intent = RULES.find(([, pattern]) => pattern.test(text))?.[0] ?? "unclear";
  const asksSomething = text.endsWith("?") && text.split(/\s+/).length > 3;
  return intent === "agreement" && asksSomething ? "question" : intent;
}

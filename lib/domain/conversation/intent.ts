import { plainWords } from "./plain-words.ts";

/** What a turn of the callee is after, as far as plain rules can tell; `statement`: anything else. */
export type Intent =
  | "wrong_person"
  | "refusal"
  | "objection"
  | "callback"
  | "wants_person"
  | "confusion"
  | "question"
  | "agreement"
  | "greeting"
  | "statement";

const said = (...patterns: string[]): RegExp => new RegExp(`\\b(?:${patterns.join("|")})\\b`);

/** On plain words; the first that fits, from the most to the least telling. */
const RULES: readonly (readonly [Intent, RegExp])[] = [
  [
    "wrong_person",
    said(
      "wrong (?:number|person)",
      "(?:no one|nobody) (?:here )?(?:by|with|of) that name",
      "(?:doesnt|does not) (?:live|work) here",
      "numero equivocado|se ha equivocado|se equivoco|aqui no (?:vive|trabaja)",
    ),
  ],
  [
    "refusal",
    said(
      "(?:not|isnt|arent) (?:really |at all )?interested|no interest",
      "(?:no|nope) (?:thanks|thank you)",
      "(?:dont|do not|wont|will not) (?:want|need) (?:it|that|this|any|anything|your)",
      "id rather not|ill pass|leave me alone|not for me",
      "no (?:me|nos) interesa|no (?:gracias|quiero|necesito)|dejeme en paz",
    ),
  ],
  [
    "callback",
    said(
      "(?:call|ring|phone|try) (?:me |us )?(?:back|again|later|tomorrow|another time|next)",
      "(?:llameme|llamame|llame|llama|marqueme) (?:mas tarde|luego|manana|despues|otro dia|en otro momento)",
      "(?:another|a better) time",
    ),
  ],
  [
    "wants_person",
    said(
      "(?:speak|talk|talking|speaking) (?:to|with) (?:a |an |the |your |some)?(?:real |actual |live )?(?:human|person|someone|somebody|manager|supervisor|representative|colleague)",
      "(?:hablar|comuniqueme|paseme) con (?:una persona|alguien|un humano|un agente|un encargado|su jefe)",
    ),
  ],
  [
    "objection",
    said(
      "too (?:expensive|much|late|far|complicated)|(?:cant|cannot|can not) afford|no (?:money|time|budget)",
      "(?:already|still) (?:have|got|use|using|with)|happy with (?:what|my|our)",
      "(?:im|i am|were|we are) (?:too |very |really |quite )?(?:busy|driving|in a meeting|at work)|not (?:a good|the right) (?:time|moment)|bad time",
      "(?:need|have|want) to think|think about it|(?:ask|talk to|check with) my (?:wife|husband|partner|boss)",
      "(?:send|mail|text) me (?:something|an? (?:e ?mail|mail|text|link)|the (?:details|information))",
      "(?:dont|do not) (?:trust|believe|see why)|sounds like a scam|is this a scam",
      "(?:muy|demasiado) (?:caro|tarde|lejos)|no tengo (?:tiempo|dinero)|ya tengo|estoy (?:ocupad[oa]|trabajando|manejando|conduciendo)|tengo que pensar(?:lo)?|no es (?:un )?buen momento|es una estafa",
    ),
  ],
  [
    "confusion",
    said(
      "(?:say|repeat) that again|(?:could|can) you repeat|what did you say|(?:didnt|did not|cant|cannot) (?:understand|catch|hear|follow)|(?:dont|do not) understand|pardon|come again",
      "no (?:le |te )?(?:entiendo|entendi|oigo|escucho)|(?:puede|podria) repetir|como dice|mande",
    ),
  ],
];
const ONLY_CONFUSED = /^(?:what|huh|sorry|excuse me|que|como|perdon)$/;
const AGREEMENT =
  /\b(?:yes|yeah|yep|yup|sure|okay|ok|certainly|absolutely|definitely|of course|all ?right|agreed|perfect|fine|please do|go ahead|sounds good|that works|why not|correct|si|claro|vale|de acuerdo|por supuesto|perfecto|adelante|esta bien|correcto)\b/;
const QUESTION =
  /^(?:so |and |but |well |ok(?:ay)? |y |pero |pues )?(?:what|when|where|which|who|why|how|can|could|do|does|did|is|are|will|would|que|cuando|donde|cual|quien|por que|como|cuanto|puede|es)\b/;
const GREETING =
  /^(?:hello|hi|hey|good (?:morning|afternoon|evening)|hola|buen[oa]s?(?: dias| tardes| noches)?|diga|digame|alo|speaking|this is \w+(?: \w+)?)(?: \w+)?$/;

export function intentOf(transcript: string): Intent {
  const text = plainWords(transcript);
  const found = RULES.find(([, pattern]) => pattern.test(text))?.[0];
  if (found !== undefined) return found;
  if (ONLY_CONFUSED.test(text)) return "confusion";
  if (GREETING.test(text)) return "greeting";
  if (/\?\s*$/.test(transcript) || QUESTION.test(text)) return "question";
  return AGREEMENT.test(text) ? "agreement" : "statement";
}

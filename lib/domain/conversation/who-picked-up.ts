import { plainWords } from "./plain-words.ts";

/** What the first words on a line may come from. */
export type Opener = "human" | "voicemail" | "screening" | "ivr";

export interface OpeningWords {
  /** All that was said on their side so far. */
  transcript: string;
  /** Speech without a break, up to now. */
  speechMs: number;
  /** They have stopped speaking. */
  isOver: boolean;
  /** They answer to what we have said: signs are not enough any more. */
  hasHeardUs?: boolean;
}

/** Nobody opens a conversation with so long a speech; it is a sign, and no proof. */
const LONG_SPEECH_MS = 6000;

const DIGIT =
  "(?:\\d|zero|one|two|three|four|five|six|seven|eight|nine|star|pound|hash|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|asterisco|numeral|almohadilla)";
const words = (...patterns: string[]): RegExp[] =>
  patterns.map((pattern) => new RegExp(`\\b(?:${pattern})\\b`));

/** "State your name and why you are calling." */
const SCREENING = words(
  "(?:state|say|record|give|tell (?:me|us)|announce) your name(?! (?:and|then|,) (?:your |phone |telephone )*number)",
  "(?:state|say|tell me) (?:the )?(?:reason|purpose) (?:for|of) (?:your|the|this) call",
  "(?:tell|let) (?:me|them|us) (?:know )?(?:who(?:s| is)? calling and|why you(?:re| are) calling)",
  "ill see if (?:this person|they|he|she) (?:is|are) available",
  "(?:diga|indique|grabe|mencione|di) su nombre(?! y (?:su )?numero)",
  "(?:diga|indique|explique|mencione) (?:el|la) (?:motivo|razon) de (?:la|su) llamada",
);

const MENU = words(
  `(?:press|dial|enter) (?:the )?${DIGIT}`,
  `(?:marque|oprima|presione|pulse|digite|teclee) (?:el |la |tecla )*${DIGIT}`,
  "for (?:english|sales|support|billing|customer service) (?:press|say|dial)",
  `(?:para|si (?:desea|quiere|conoce|es)) .{1,60}(?:marque|oprima|presione|pulse) (?:el |la |tecla )*(?:${DIGIT}|extension)`,
  "(?:our|the) (?:menu )?options have (?:recently )?changed",
  "listen (?:carefully )?to (?:all |the )?(?:following |of the )*(?:menu|options)",
  "(?:main|following) menu|menu principal|siguientes opciones",
  "if you know your partys? extension|(?:enter|dial) (?:your|the) (?:partys |persons )?extension",
  "(?:all|each) (?:of )?our (?:\\w+ )?(?:representatives|agents|operators|lines|specialists) (?:are|is)",
  "todos nuestros (?:\\w+ )?(?:agentes|operadores|asesores|ejecutivos)",
  "(?:number|call) (?:you|that you) (?:have )?(?:dialed|called|are calling) (?:is not|has been|cannot|is no longer|was not)",
  "(?:cannot|can not|could not) be completed as dialed",
  "el numero (?:que usted )?(?:marco|marcado|ha marcado) no (?:existe|esta)",
  "in a few words (?:please )?(?:tell|say)|please say or enter",
);

const CERTAIN_VOICEMAIL = words(
  "(?:after|at|following|wait for) the (?:tone|beep|signal)",
  "(?:leave|record) (?:me |us |him |her )?(?:a|your|the) (?:\\w+ ){0,3}(?:message|name|number|voicemail)",
  "voice ?mail(?: ?box)?|voice messaging system|answering machine|mail ?box",
  "(?:despues|luego) (?:del|de la|de el|de oir el|de escuchar el) (?:tono|senal|bip|pitido)|al escuchar el tono|al oir la senal",
  "(?:deje|deja|dejen|dejeme|dejame|dejenos|dejanos|grabe|graba)(?: aqui)? (?:su|un|tu|el|me un) (?:\\w+ )?(?:mensaje|nombre|recado|numero)",
  "buzon(?: de voz)?|contestador(?: automatico)?|correo de voz",
);

/** Each is said by people too; two of them together hardly ever are. */
const LIKELY_VOICEMAIL = words(
  "(?:youve|you have) reached|ha llamado (?:a|al)|te has comunicado|se ha comunicado|esta llamando (?:a|al)",
  "(?:cant|cannot|can not|unable to|not able to) (?:\\w+ )?(?:come to|take|answer|get to|pick up)|no (?:puedo|podemos|puede) (?:atender|contestar|responder|tomar)\\w*",
  "(?:not|isnt|arent|is not) (?:currently |presently )?available|unavailable|no (?:estoy|estamos|esta|se encuentra) disponible|fuera de cobertura|apagado",
  "(?:get|call|ring) (?:right )?(?:back to you|you back|back as soon)|return(?:ed)? your call|le (?:devolvere|devolveremos|llamare|llamaremos)|te (?:devolvere|llamare)",
  "the (?:\\w+ )?(?:person|party|customer|subscriber|number|mobile) (?:you|youre|that you)|la persona (?:a la )?que (?:usted )?llama|el (?:telefono|movil) (?:al )?que (?:usted )?llama",
  "as soon as (?:possible|i can|we can)|(?:tan pronto|lo antes|cuanto antes)(?: como)? (?:pueda|podamos|posible)?",
  "(?:thank you|thanks) for calling|gracias por (?:llamar|su llamada)",
  "(?:office|business|opening) hours|horario de (?:atencion|oficina)|closed (?:right now|at the moment|for)",
  "(?:sorry|lamento|siento) (?:i |we )?(?:missed|perdi)",
  "your call is (?:very )?important|su llamada es (?:muy )?importante|calls? (?:may|will) be (?:recorded|monitored)",
);

/** Somebody who asks or offers is there. */
const PERSON_TALKING = words(
  "(?:how|what) (?:can|may|could) (?:i|we) (?:help|do|get|assist)",
  "(?:can|may|could|shall) i (?:help|ask|take|have|tell|pass)",
  "who(?:s| is)? (?:this|calling|speaking|there|it)(?! and)",
  "(?:would you|do you|did you) (?:like|want|wanna|need|care)",
  "(?:can|could|would) you (?:call|try|hold|repeat|say|speak)",
  "(?:want|like) (?:me )?to (?:leave|take)",
  "(?:en que|como|que) (?:le |te )?(?:puedo|podemos|ayudo|ayudamos)(?: ayudar)?",
  "(?:quien|de parte de quien) (?:es|habla|llama|lo llama|la llama|le llama)|de parte de quien",
  "(?:quiere|quieres|desea|quisiera) (?:que|dejar|dejarle|algo)",
  "(?:puede|puedes|podria|podrias) (?:llamar|volver|repetir|esperar)",
);

/** A screener introduces itself before it asks. */
const SCREENER = words(
  "screening service|(?:call|being) screened|(?:virtual|call) assistant|filtro de llamadas",
);

/** The line is being put through: there is nothing to answer yet. */
const HOLDING = words(
  "(?:stay|remain|hold) on the line|please (?:hold|wait)|hold (?:please|on)|one moment|connect(?:ing)? you|trying to (?:connect|reach)",
  "(?:asking|checking|letting them know|see if)|(?:they|he|she) will be with you",
  "(?:espere|aguarde|no cuelgue|un momento|manténgase|mantengase)|(?:le |lo )?(?:comunico|conecto|paso)",
);

const any = (patterns: readonly RegExp[], text: string): boolean => patterns.some((one) => one.test(text));
const count = (patterns: readonly RegExp[], text: string): number =>
  patterns.filter((one) => one.test(text)).length;

/**
 * Tells by its first words what has answered; null: not yet. What is certain is told in mid-speech, a human only once they
 * pause: nothing is lost by it, for nobody is spoken into.
 */
export function whoPickedUp({
  transcript,
  speechMs,
  isOver,
  hasHeardUs = false,
}: OpeningWords): Opener | null {
  const text = plainWords(transcript);
  if (text === "") return null;
  const isPerson = any(PERSON_TALKING, text) || asksBriefly(transcript, text);
  if (any(SCREENING, text)) return "screening";
  if (any(CERTAIN_VOICEMAIL, text) && !isPerson) return "voicemail";
  if (any(MENU, text) && !isPerson) return "ivr";
  const signs = count(LIKELY_VOICEMAIL, text) + (speechMs >= LONG_SPEECH_MS ? 1 : 0);
  if (signs >= 2 && !isPerson && !hasHeardUs) return "voicemail";
  return isOver ? "human" : null;
}

/** A machine may have paused: it is worth to wait for what comes next before answering. */
export function mayGoOn(transcript: string): boolean {
  const text = plainWords(transcript);
  return (
    any([...LIKELY_VOICEMAIL, ...SCREENER], text) && !any(PERSON_TALKING, text) && !/\?\s*$/.test(transcript)
  );
}

/** A call screener or an assistant says that it is putting us through. */
export const isHolding = (transcript: string): boolean => any(HOLDING, plainWords(transcript));

/** "Sam's not available, why?": a question is asked of somebody, unless it is all of a recorded speech. */
const asksBriefly = (transcript: string, text: string): boolean =>
  /\?\s*$/.test(transcript) && text.split(" ").length <= 12 && !any(CERTAIN_VOICEMAIL, text);

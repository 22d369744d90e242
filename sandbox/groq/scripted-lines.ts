import { goalClause, spanishGoalClause, type Briefing } from "./briefing.ts";

/** What the scripted model says in one language, and how it knows its own words again in the history. */
export interface Lines {
  introduction(who: string): string;
  thisIs(who: string): string;
  /** Long enough that it can be interrupted in the middle: two sentences, 20 to 40 words. */
  pitch(opening: string, briefing: Briefing): string;
  askAgain: string;
  didNotCatch: string;
  thanksForCall: string;
  great: string;
  slowly: string;
  sorryToDisturb: string;
  thankYou: string;
  takeYourTime: string;
  freeOpening: string;
  free: string;
  goodQuestion: string;
  askEmail: string;
  askNumber: string;
  farewells: {
    plain: string;
    machine: string;
    done: string;
    refused: string;
    wrongPerson: string;
    optedOut: string;
    language: string;
    badLine: string;
    inWriting: string;
    callback(when: string): string;
    noTransfer: string;
  };
  puttingThrough: string;
  /** In what the agent was heard to say, lower case. */
  known: Record<
    "reason" | "asked" | "didNotCatch" | "answered" | "presence" | "waited" | "askedEmail" | "askedNumber",
    RegExp
  >;
}

const ENGLISH: Lines = {
  introduction: (who) => `Hello, this is ${who}. Do you have a moment?`,
  thisIs: (who) => `This is ${who}. `,
  pitch: (opening, briefing) =>
    `${opening}The reason I'm calling is that ${goalClause(briefing)}. Would that be all right with you?`,
  askAgain: "So, would that be all right with you?",
  didNotCatch: "Sorry, I did not quite catch that.",
  thanksForCall: "Thanks for taking my call. ",
  great: "Great, thanks for taking my call. ",
  slowly: "Of course, I will speak slowly and clearly. ",
  sorryToDisturb: "I'm sorry to disturb you. ",
  thankYou: "Thank you.",
  takeYourTime: "Of course, take your time.",
  freeOpening: "There is no charge at all for this. ",
  free: "There is no charge at all for this, and nothing to sign.",
  goodQuestion: "That is a good question, and a colleague will send you the details.",
  askEmail: "Thank you. What is your e-mail address?",
  askNumber: "Thank you. What is the best phone number to reach you?",
  farewells: {
    plain: "Thank you. Goodbye.",
    machine: "Goodbye.",
    done: "Wonderful, thank you very much. Have a great day. Goodbye.",
    refused: "I understand. Thank you for your time, and have a good day. Goodbye.",
    wrongPerson: "I'm sorry to have troubled you. I will make a note of that. Goodbye.",
    optedOut: "I understand. You will not get another call from us. Goodbye.",
    language: "I'm sorry, I only speak English. Goodbye.",
    badLine: "I'm afraid the line is not good. Thank you for your time. Goodbye.",
    inWriting: "A colleague will send you all of that in writing. Thank you for your time. Goodbye.",
    callback: (when) =>
      `Of course, we will call you ${when === "later" ? "another time" : when}. Thank you, and goodbye.`,
    noTransfer: "I can't put you through right now, but a colleague will call you back. Goodbye.",
  },
  puttingThrough: "Of course. One moment please, I will put you through.",
  known: {
    reason: /reason (i'm|i am|im) calling/,
    asked: /that be all right with you/,
    didNotCatch: /did not quite catch/,
    answered: /no charge at all|a good question/,
    presence: /still (there|on the line|with me)|(can|do) you hear me/,
    waited: /take your time/,
    askedEmail: /what is your e-mail address/,
    askedNumber: /best phone number to reach you/,
  },
};

const SPANISH: Lines = {
  introduction: (who) => `Hola, soy ${who}. ¿Tiene un momento?`,
  thisIs: (who) => `Soy ${who}. `,
  pitch: (opening, briefing) => `${opening}Le llamo ${spanishGoalClause(briefing)}. ¿Le parece bien?`,
  askAgain: "Entonces, ¿le parece bien?",
  didNotCatch: "Perdone, no le he entendido bien.",
  thanksForCall: "Gracias por atenderme. ",
  great: "Muy bien, gracias por atenderme. ",
  slowly: "Claro, hablaré despacio y con claridad. ",
  sorryToDisturb: "Disculpe la molestia. ",
  thankYou: "Gracias.",
  takeYourTime: "Claro, tómese su tiempo.",
  freeOpening: "Esto no tiene ningún coste. ",
  free: "Esto no tiene ningún coste, y no hay que firmar nada.",
  goodQuestion: "Es una buena pregunta, y un colega le enviará los detalles.",
  askEmail: "Gracias. ¿Cuál es su correo electrónico?",
  askNumber: "Gracias. ¿Cuál es el mejor número de teléfono para usted?",
  farewells: {
    plain: "Gracias. Adiós.",
    machine: "Adiós.",
    done: "Estupendo, muchas gracias. Que tenga un buen día. Adiós.",
    refused: "Lo entiendo. Gracias por su tiempo, y que tenga un buen día. Adiós.",
    wrongPerson: "Disculpe la molestia. Tomaré nota. Adiós.",
    optedOut: "Entendido. No volveremos a llamarle. Adiós.",
    language: "Lo siento, solo hablo español. Adiós.",
    badLine: "Me temo que la línea no es buena. Gracias por su tiempo. Adiós.",
    inWriting: "Un colega se lo enviará todo por escrito. Gracias por su tiempo. Adiós.",
    callback: (when) =>
      `Claro, le llamaremos ${when === "later" ? "en otro momento" : when}. Gracias, y adiós.`,
    noTransfer: "Ahora no puedo pasarle, pero un colega le llamará. Adiós.",
  },
  puttingThrough: "Claro. Un momento, por favor, le paso con un colega.",
  known: {
    reason: /le llamo (para|por)/,
    asked: /le parece bien/,
    didNotCatch: /no le he entendido bien/,
    answered: /ningún coste|buena pregunta/,
    presence: /sigue ahí|me oye/,
    waited: /tómese su tiempo/,
    askedEmail: /cuál es su correo/,
    askedNumber: /mejor número de teléfono/,
  },
};

export const linesIn = (language: string): Lines => (language === "es" ? SPANISH : ENGLISH);

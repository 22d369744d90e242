/** Sentences that Talky says by itself, without the language model. */
export interface Phrases {
  stillThere: string;
  silenceFarewell: string;
  limitFarewell: string;
  optOutFarewell: string;
  farewell: string;
  /** Said when looking something up takes a while. */
  filler: string;
  languageFarewell: string;
  apology: string;
  connecting: string;
  nobodyFree: string;
}

const PHRASES: Record<string, Phrases> = {
  en: {
    stillThere: "Are you still there?",
    silenceFarewell: "I can't hear you, so I'll end the call here. Goodbye.",
    limitFarewell: "I'm sorry, our time is up. Thank you for talking with me. Goodbye.",
    optOutFarewell: "Understood. I have taken you off our list, and we won't call you again. Goodbye.",
    farewell: "Thank you for your time. Goodbye.",
    filler: "One moment, please.",
    languageFarewell: "I'm sorry, I only speak English. Thank you, and goodbye.",
    apology: "I'm sorry, we are having a technical problem. Goodbye.",
    connecting: "One moment, please. I'm connecting you to a colleague.",
    nobodyFree: "I'm sorry, nobody is free to take your call right now. Shall we call you back?",
  },
  es: {
    stillThere: "¿Sigue ahí?",
    silenceFarewell: "No le oigo, así que termino la llamada aquí. Adiós.",
    limitFarewell: "Lo siento, se nos acabó el tiempo. Gracias por hablar conmigo. Adiós.",
    optOutFarewell: "Entendido. Le he quitado de nuestra lista y no volveremos a llamarle. Adiós.",
    farewell: "Gracias por su tiempo. Adiós.",
    filler: "Un momento, por favor.",
    languageFarewell: "Lo siento, solo hablo español. Gracias, y adiós.",
    apology: "Lo siento, tenemos un problema técnico. Adiós.",
    connecting: "Un momento, por favor. Le paso con un colega.",
    nobodyFree: "Lo siento, ahora nadie puede atenderle. ¿Quiere que le llamemos más tarde?",
  },
};

const ENGLISH = PHRASES["en"] as Phrases;

/** By the language's first part (`es-MX` → `es`); English where there are none. */
export function phrasesFor(language: string): Phrases {
  return PHRASES[language.toLowerCase().split("-")[0] ?? ""] ?? ENGLISH;
}

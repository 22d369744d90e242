import type { CalleeIntent } from "./callee-intent.ts";

/** The same for a conversation in Spanish; on text without accents. */
const RULES: readonly (readonly [CalleeIntent, RegExp])[] = [
  ["voicemail", /deje (un|su) mensaje|despues (del tono|de la senal)|buzon de voz/],
  ["menu", /\b(pulse|marque|oprima) (el )?(\d|uno|dos|tres|cero)\b/],
  ["opt_out", /no (me |nos )?(vuelva|vuelvan|llame|llamen)\b|dejen? de llamar|(quite|borre|saque)(n)?me de/],
  ["wrong_person", /numero equivocado|se (ha )?equivoc|no vive aqui|no soy (esa|yo)|aqui no hay nadie/],
  ["wants_human", /(hablar|comunicar\w*) con (una persona|alguien|un (humano|agente|colega))|persona real/],
  ["callback", /llam\w+ (manana|luego|mas tarde|otro dia|el \w+|a las)|en otro momento/],
  ["refusal", /no (me|nos) interesa|no,? gracias|no quiero|no necesito/],
  ["screening", /diga su nombre|nombre y (el )?motivo/],
  ["price", /cuanto (cuesta|vale)|\b(precio|coste|costo)\b/],
  ["who", /quien (es|habla|llama)|de parte de quien|de que se trata/],
  ["busy", /estoy (ocupad|conduciendo|en una reunion|trabajando)|no es buen momento|no puedo hablar/],
  ["foreign", /\b(english|i don'?t|do you|speak|who is this|what is this)\b/],
  ["no", /^(ah |pues |bueno )*no\b/],
  [
    "agreement",
    /\b(si|claro|vale|de acuerdo|por supuesto|perfecto|muy bien|me parece bien|adelante|genial)\b/,
  ],
  ["wait", /\b(espere|un momento|un segundo)\b/],
  ["greeting", /\b(hola|alo|diga|digame|bueno|buenos dias|buenas tardes|soy yo)\b/],
];

export function spanishIntent(said: string): CalleeIntent {
  const text = said
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .trim();
  if (/^[¿¡ ]*(hola|alo|si|diga|digame|bueno)[ ?!.]*$/.test(text)) return "greeting";
  const intent = RULES.find(([, pattern]) => pattern.test(text))?.[0] ?? "unclear";
  const asksSomething = text.endsWith("?") && text.split(/\s+/).length > 3;
  if (intent === "agreement" && asksSomething) return "question";
  return intent === "unclear" && text.endsWith("?") ? "question" : intent;
}

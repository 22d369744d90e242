const SENTENCES: Record<string, string> = {
  en: "Hello, this is what I sound like on the phone. Shall we find a time that suits you?",
  es: "Hola, así sueno por teléfono. ¿Buscamos una hora que le venga bien?",
  fr: "Bonjour, voici ma voix au téléphone. Trouvons un moment qui vous convient ?",
  de: "Guten Tag, so klinge ich am Telefon. Wollen wir einen Termin finden, der Ihnen passt?",
  pt: "Olá, é assim que eu soo ao telefone. Vamos encontrar um horário que lhe convenha?",
  it: "Buongiorno, questa è la mia voce al telefono. Troviamo un orario che va bene per lei?",
};

/** What a voice says to be chosen by; English for a language that has no sentence of its own. */
export function sampleSentence(language: string): string {
  return SENTENCES[language.toLowerCase().split("-")[0] ?? ""] ?? (SENTENCES["en"] as string);
}

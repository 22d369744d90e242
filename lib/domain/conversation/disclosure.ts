/** What is said before anything else: who calls, that it is a machine, and that the call is recorded. */
interface DisclosureTexts {
  forCompany: string;
  alone: string;
}

const TEXTS: Record<string, DisclosureTexts> = {
  en: {
    forCompany: "This is an automated assistant calling for {{company_name}}. This call is recorded.",
    alone: "This is an automated assistant. This call is recorded.",
  },
  es: {
    forCompany: "Le llama un asistente automático de {{company_name}}. Esta llamada se graba.",
    alone: "Le llama un asistente automático. Esta llamada se graba.",
  },
  fr: {
    forCompany: "Ici un assistant automatique de {{company_name}}. Cet appel est enregistré.",
    alone: "Ici un assistant automatique. Cet appel est enregistré.",
  },
  de: {
    forCompany:
      "Hier spricht ein automatischer Assistent von {{company_name}}. Dieses Gespräch wird aufgezeichnet.",
    alone: "Hier spricht ein automatischer Assistent. Dieses Gespräch wird aufgezeichnet.",
  },
  pt: {
    forCompany: "Aqui é um assistente automático da {{company_name}}. Esta chamada é gravada.",
    alone: "Aqui é um assistente automático. Esta chamada é gravada.",
  },
  it: {
    forCompany: "Sono un assistente automatico di {{company_name}}. Questa chiamata è registrata.",
    alone: "Sono un assistente automatico. Questa chiamata è registrata.",
  },
  nl: {
    forCompany: "U spreekt met een automatische assistent van {{company_name}}. Dit gesprek wordt opgenomen.",
    alone: "U spreekt met een automatische assistent. Dit gesprek wordt opgenomen.",
  },
};
const ENGLISH = TEXTS["en"] as DisclosureTexts;

/** The sentence in the campaign's language, English where there is none; may hold a variable. */
export function defaultDisclosure(language: string, companyName: string): string {
  const texts = TEXTS[language.toLowerCase().split(/[-_]/)[0] ?? ""] ?? ENGLISH;
  return companyName.trim() === "" ? texts.alone : texts.forCompany;
}

/** What a campaign's calls begin with; null: it was switched off. */
export function disclosureOf(script: {
  language: string;
  company_name: string;
  disclosure: { enabled: boolean; text: string };
}): string | null {
  if (!script.disclosure.enabled) return null;
  return script.disclosure.text || defaultDisclosure(script.language, script.company_name);
}

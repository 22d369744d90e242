/** What Flux understands. Source: Deepgram, "Flux Multilingual & Language Prompting". */
const FLUX = new Set(["en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl"]);
/** Languages that the older Nova has and the newer one lacks. Source: Deepgram, "Models & Languages Overview". */
const ONLY_NOVA_2 = new Set(["th"]);

export type ListenModel =
  | { kind: "flux"; model: "flux-general-en" | "flux-general-multi"; hint: string | null }
  | { kind: "nova"; model: "nova-3" | "nova-2"; language: string };

/** Who listens to a language (`es`, `pt-BR`): Flux where it can, since it knows when a turn is over; else Nova. */
export function listenModel(language: string): ListenModel {
  const base = language.toLowerCase().split("-")[0] ?? "";
  if (base === "en") return { kind: "flux", model: "flux-general-en", hint: null };
  if (FLUX.has(base)) return { kind: "flux", model: "flux-general-multi", hint: language };
  return { kind: "nova", model: ONLY_NOVA_2.has(base) ? "nova-2" : "nova-3", language };
}

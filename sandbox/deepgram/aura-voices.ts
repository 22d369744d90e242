import type { FliteVoice } from "../speech/spoken.ts";
import { badRequest } from "./deepgram-refusal.ts";

/** English ones by their sex; voices of other languages are Flite's too, so they have an accent. */
const MEN = new Set(
  "apollo arcas aries atlas draco hermes hyperion jupiter mars neptune odysseus orion orpheus".split(" "),
);
const MODEL = /^aura-2-([a-z]+)-(en|es|de|fr|nl|it|ja)$/;

/** Flite's voice that stands for `aura-2-thalia-en` and the like. Throws DeepgramRefusal 400. */
export function auraVoice(model: string): FliteVoice {
  const name = MODEL.exec(model)?.[1];
  if (name === undefined) throw badRequest(`No such model: ${model || "(none)"}.`);
  return MEN.has(name) ? "rms" : "slt";
}

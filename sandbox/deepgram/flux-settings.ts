import { badRequest } from "./deepgram-refusal.ts";
import { checkListenEncoding, numberOf } from "./query-numbers.ts";

export interface FluxThresholds {
  /** Sureness from which a turn is over; 1 = only the timeout ends it. */
  eotThreshold: number;
  /** null = no eager end of turn. */
  eagerEotThreshold: number | null;
  eotTimeoutMs: number;
}

export interface FluxSettings {
  isMultilingual: boolean;
  thresholds: FluxThresholds;
  keyterms: string[];
  languageHints: string[];
}

const MODELS = ["flux-general-en", "flux-general-multi"];
const ENCODINGS = ["linear16", "linear32", "mulaw", "alaw", "opus", "ogg-opus"];
const PARAMETERS = new Set(
  "model encoding sample_rate eot_threshold eager_eot_threshold eot_timeout_ms keyterm language_hint"
    .concat(" numerals profanity_filter redact mip_opt_out tag")
    .split(" "),
);

/** What `/v2/listen` was asked for. Throws DeepgramRefusal 400. */
export function parseFluxSettings(query: URLSearchParams): FluxSettings {
  for (const name of query.keys())
    if (!PARAMETERS.has(name)) throw badRequest(`Query parameter '${name}' is not supported by Flux.`);
  const model = query.get("model");
  if (!model || !MODELS.includes(model)) throw badRequest(`No such model: ${model ?? "(none)"}.`);
  checkListenEncoding(query, ENCODINGS);
  const isMultilingual = model === "flux-general-multi";
  const languageHints = query.getAll("language_hint");
  if (languageHints.length > 0 && !isMultilingual)
    throw badRequest("'language_hint' is for flux-general-multi only.");
  const thresholds = checkThresholds({
    eotThreshold: numberOf(query, "eot_threshold") ?? 0.7,
    eagerEotThreshold: numberOf(query, "eager_eot_threshold"),
    eotTimeoutMs: numberOf(query, "eot_timeout_ms") ?? 5_000,
  });
  return { isMultilingual, thresholds, keyterms: query.getAll("keyterm"), languageHints };
}

/** Returns them, or throws DeepgramRefusal with the one that is out of bounds. */
export function checkThresholds(thresholds: FluxThresholds): FluxThresholds {
  const { eotThreshold, eagerEotThreshold, eotTimeoutMs } = thresholds;
  if (!(eotThreshold >= 0.5 && (eotThreshold <= 0.9 || eotThreshold === 1)))
    throw badRequest("'eot_threshold' must be from 0.5 to 0.9.");
  if (eagerEotThreshold !== null && !(eagerEotThreshold >= 0.3 && eagerEotThreshold <= 0.9))
    throw badRequest("'eager_eot_threshold' must be from 0.3 to 0.9.");
  if (eagerEotThreshold !== null && eagerEotThreshold > eotThreshold)
    throw badRequest("'eager_eot_threshold' must not be above 'eot_threshold'.");
  if (!(eotTimeoutMs >= 500 && eotTimeoutMs <= 60_000))
    throw badRequest("'eot_timeout_ms' must be from 500 to 60000.");
  return thresholds;
}

import { badRequest } from "./deepgram-refusal.ts";
import { checkListenEncoding, numberOf } from "./query-numbers.ts";

export interface NovaSettings {
  model: string;
  language: string;
  interimResults: boolean;
  /** Silence after which what was said is final; null = never by silence. */
  endpointingMs: number | null;
  /** Gap between words after which the utterance is over; null = not told. */
  utteranceEndMs: number | null;
  vadEvents: boolean;
}

const MODEL =
  /^nova-(2|3)(-(general|medical|meeting|finance|conversationalai|voicemail|video|drivethru|automotive))?$/;
const LANGUAGE = /^(multi|[a-z]{2}(-[A-Za-z0-9]{2,4})?)$/;
const ENCODINGS = "linear16 linear32 flac alaw mulaw amr-nb amr-wb opus ogg-opus speex g729".split(" ");
const PARAMETERS = new Set(
  "model encoding sample_rate channels multichannel language interim_results endpointing utterance_end_ms vad_events"
    .concat(
      " smart_format punctuate numerals profanity_filter dictation diarize diarize_model detect_entities redact",
    )
    .concat(" replace search keyterm keywords tag extra mip_opt_out version callback")
    .split(" "),
);
const DEFAULT_ENDPOINTING_MS = 10;
const LEAST_UTTERANCE_END_MS = 1000;

/** What `/v1/listen` was asked for. Throws DeepgramRefusal 400. */
export function parseNovaSettings(query: URLSearchParams): NovaSettings {
  for (const name of query.keys())
    if (!PARAMETERS.has(name)) throw badRequest(`Unknown query parameter '${name}'.`);
  const model = query.get("model") ?? "";
  if (!MODEL.test(model)) throw badRequest(`No such model: ${model || "(none)"}.`);
  checkListenEncoding(query, ENCODINGS);
  if ((numberOf(query, "channels") ?? 1) !== 1) throw badRequest("The sandbox hears one channel only.");
  if (query.has("keywords") && model.startsWith("nova-3"))
    throw badRequest("'keywords' is not supported by nova-3: use 'keyterm'.");
  if (query.has("keyterm") && !model.startsWith("nova-3"))
    throw badRequest("'keyterm' is supported by nova-3 only.");
  const language = query.get("language") ?? "en";
  if (!LANGUAGE.test(language)) throw badRequest(`No such model/language combination: ${language}.`);
  const interimResults = flagOf(query, "interim_results");
  const utteranceEndMs = numberOf(query, "utterance_end_ms");
  if (utteranceEndMs !== null && !interimResults)
    throw badRequest("'utterance_end_ms' needs interim_results=true.");
  if (utteranceEndMs !== null && utteranceEndMs < LEAST_UTTERANCE_END_MS)
    throw badRequest("'utterance_end_ms' must be at least 1000.");
  return {
    model,
    language,
    interimResults,
    endpointingMs: query.get("endpointing") === "false" ? null : endpointingOf(query),
    utteranceEndMs,
    vadEvents: flagOf(query, "vad_events"),
  };
}

function endpointingOf(query: URLSearchParams): number {
  const ms = numberOf(query, "endpointing") ?? DEFAULT_ENDPOINTING_MS;
  if (ms < 0) throw badRequest("'endpointing' must not be negative.");
  return ms;
}

function flagOf(query: URLSearchParams, name: string): boolean {
  const text = query.get(name);
  if (text !== null && text !== "true" && text !== "false")
    throw badRequest(`'${name}' must be true or false.`);
  return text === "true";
}

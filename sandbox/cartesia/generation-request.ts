import type { FliteVoice } from "../speech/spoken.ts";
import { CartesiaError, invalidRequest } from "./cartesia-error.ts";
import { ENCODINGS, type Encoding, SAMPLE_RATES_HZ } from "./encode-audio.ts";
import { checkModel } from "./model-names.ts";
import { findVoice } from "./voices.ts";

/** From this version on a voice is an id or `{id}`; before it was `{mode: "id", id}`. */
const PLAIN_VOICE_SINCE = "2026-08-14";

interface OutputFormat {
  container: "raw" | "wav";
  encoding: Encoding;
  sampleRateHz: number;
}

/** How a text is to be spoken: what all inputs of one context must have in common. */
export interface SpeechSettings {
  voice: FliteVoice;
  output: OutputFormat;
  speed: number;
  volume: number;
  addTimestamps: boolean;
}

type Fields = Record<string, unknown>;

/** Fields that may differ between the inputs of one context. */
const VARYING = new Set(["transcript", "continue", "flush", "duration", "context_id", "cancel"]);

/** Two inputs with the same key are spoken alike. */
export function settingsKey(fields: Fields): string {
  return JSON.stringify(
    Object.keys(fields)
      .filter((name) => !VARYING.has(name))
      .sort()
      .map((name) => [name, fields[name]]),
  );
}

/** Throws CartesiaError for what the API refuses. */
export function parseSettings(
  fields: Fields,
  version: string,
  containers: readonly string[],
): SpeechSettings {
  checkModel(fields.model_id);
  if (fields.language !== undefined && fields.language !== null) {
    if (typeof fields.language !== "string" || !/^[a-z]{2}$/.test(fields.language))
      throw invalidRequest("language must be an ISO 639-1 code.");
    if (fields.locale !== undefined && fields.locale !== null)
      throw invalidRequest("language and locale exclude each other.");
  }
  const generation = asFields(fields.generation_config ?? {}, "generation_config");
  return {
    voice: parseVoice(fields.voice, version),
    output: parseOutput(fields.output_format, containers),
    speed: numberWithin(generation.speed, 0.6, 1.5, "generation_config.speed"),
    volume: numberWithin(generation.volume, 0.5, 2, "generation_config.volume"),
    addTimestamps: fields.add_timestamps === true,
  };
}

function parseVoice(voice: unknown, version: string): FliteVoice {
  const id = version >= PLAIN_VOICE_SINCE ? plainVoiceId(voice) : modedVoiceId(voice);
  const found = findVoice(id);
  if (!found)
    throw new CartesiaError(404, "voice_not_found", "Voice not found", `No voice has the id ${id}.`);
  return found.flite;
}

function plainVoiceId(voice: unknown): string {
  if (typeof voice === "string") return voice;
  const { id, mode } = asFields(voice, "voice");
  if (typeof id !== "string" || mode !== undefined) throw invalidRequest("voice must be a voice id or {id}.");
  return id;
}

function modedVoiceId(voice: unknown): string {
  const { id, mode } = asFields(voice, "voice");
  if (mode !== "id" || typeof id !== "string") throw invalidRequest('voice must be {"mode": "id", "id": …}.');
  return id;
}

function parseOutput(format: unknown, containers: readonly string[]): OutputFormat {
  const { container, encoding, sample_rate: rate } = asFields(format, "output_format");
  if (typeof container !== "string" || !containers.includes(container))
    throw invalidRequest(`output_format.container must be one of ${containers.join(", ")}.`);
  if (!ENCODINGS.includes(encoding as Encoding))
    throw invalidRequest(`output_format.encoding must be one of ${ENCODINGS.join(", ")}.`);
  if (typeof rate !== "number" || !SAMPLE_RATES_HZ.includes(rate))
    throw invalidRequest(`output_format.sample_rate must be one of ${SAMPLE_RATES_HZ.join(", ")}.`);
  return {
    container: container as OutputFormat["container"],
    encoding: encoding as Encoding,
    sampleRateHz: rate,
  };
}

function numberWithin(value: unknown, least: number, most: number, name: string): number {
  if (value === undefined || value === null) return 1;
  if (typeof value !== "number" || value < least || value > most)
    throw invalidRequest(`${name} must be a number from ${least} to ${most}.`);
  return value;
}

function asFields(value: unknown, name: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalidRequest(`${name} is missing or of the wrong kind.`);
  return value as Fields;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { parseWavHeader } from "#lib/audio/wav";
import { readBody, sendJson } from "../simulator.ts";
import { Recogniser } from "../speech/recogniser.ts";
import { spokenCorpus } from "../speech/speak.ts";
import type { World } from "../world.ts";
import { GroqError } from "./groq-error.ts";
import { transcriptionModel } from "./models.ts";

const MAX_BYTES = 25 * 1024 * 1024;
const FORMATS = ["json", "text", "verbose_json"];
const TOOK_MS = 120;

/** `POST audio/transcriptions`: what is said in a WAV file of 16 kHz, mono. Throws GroqError. */
export async function answerTranscription(
  req: IncomingMessage,
  res: ServerResponse,
  world: World,
  given: { requestId: string; headers: Record<string, string> },
): Promise<void> {
  const form = await readForm(req);
  const model = textOf(form, "model");
  transcriptionModel(model ?? "");
  const format = textOf(form, "response_format") ?? "json";
  if (!FORMATS.includes(format)) throw refused(`response_format must be one of [${FORMATS.join(" ")}]`);
  const file = form.get("file");
  if (!(file instanceof File)) throw refused("one of file or url is required");
  const wav = Buffer.from(await file.arrayBuffer());
  const header = parseWavHeader(wav);
  if (!header || header.channels !== 1 || header.sampleRateHz !== 16_000)
    throw refused("could not process file - is it a valid media file? (the sandbox takes 16 kHz mono WAV)");
  const pcm = wav.subarray(header.dataOffset);
  const heard = recognise(pcm);
  await pause(world.jittered(TOOK_MS));
  const text = heard.words.map(({ word }) => word).join(" ");
  if (format === "text") {
    res.writeHead(200, { "content-type": "text/plain", ...given.headers }).end(text);
    return;
  }
  sendJson(
    res,
    200,
    {
      ...(format === "verbose_json" && verbose(form, heard)),
      text,
      x_groq: { id: given.requestId },
    },
    given.headers,
  );
}

interface HeardFile {
  durationS: number;
  words: { word: string; start: number; end: number }[];
}

function recognise(pcm: Buffer): HeardFile {
  const recogniser = new Recogniser(spokenCorpus);
  recogniser.feed(pcm);
  return {
    durationS: recogniser.positionMs / 1000,
    words: recogniser
      .words()
      .map(({ word, startMs, endMs }) => ({ word, start: startMs / 1000, end: endMs / 1000 })),
  };
}

/** One segment a file; sure of silence where there is not a word. */
function verbose(form: FormData, { durationS, words }: HeardFile): Record<string, unknown> {
  const granularities = form.getAll("timestamp_granularities[]");
  return {
    task: "transcribe",
    language: textOf(form, "language") ?? "en",
    duration: durationS,
    segments: [
      {
        id: 0,
        seek: 0,
        start: 0,
        end: durationS,
        text: words.map(({ word }) => ` ${word}`).join(""),
        tokens: [],
        temperature: 0,
        avg_logprob: -0.1,
        compression_ratio: 1,
        no_speech_prob: words.length > 0 ? 0.01 : 0.99,
      },
    ],
    ...(granularities.includes("word") && { words }),
  };
}

async function readForm(req: IncomingMessage): Promise<FormData> {
  const type = req.headers["content-type"] ?? "";
  const body = await readBody(req, MAX_BYTES);
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  } catch {
    throw refused("request Content-Type isn't multipart/form-data");
  }
}

function textOf(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === "string" ? value : null;
}

const refused = (message: string): GroqError => new GroqError(400, message);

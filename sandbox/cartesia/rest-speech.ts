import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { wavHeader } from "#lib/audio/wav";
import { readBody } from "../simulator.ts";
import type { World } from "../world.ts";
import { concurrencyLimited, internalError, invalidRequest } from "./cartesia-error.ts";
import { encodeAudio } from "./encode-audio.ts";
import { parseSettings } from "./generation-request.ts";
import { renderSpeech } from "./rendered-speech.ts";

/** `POST /tts/bytes`: the whole text as one file. Throws CartesiaError. MP3 is beyond the sandbox. */
export async function answerSpeech(
  req: IncomingMessage,
  res: ServerResponse,
  world: World,
  version: string,
): Promise<void> {
  const fields = parseBody(await readBody(req));
  const settings = parseSettings(fields, version, ["raw", "wav"]);
  if (typeof fields.transcript !== "string" || fields.transcript.trim() === "")
    throw invalidRequest("transcript must not be empty.");
  const fault = world.takeFault("cartesia");
  if (fault === "stall") return;
  if (fault === "drop") {
    res.destroy();
    return;
  }
  if (fault === "429") throw concurrencyLimited();
  if (fault) throw internalError();
  const [speech] = await Promise.all([
    renderSpeech(fields.transcript, settings),
    pause(world.jittered(world.latencies.ttsFirstAudioMs)),
  ]);
  const { container, encoding, sampleRateHz } = settings.output;
  const audio = encodeAudio(speech.pcm, encoding, sampleRateHz);
  if (container === "wav" && encoding !== "pcm_s16le")
    throw invalidRequest("The sandbox writes WAV files in pcm_s16le only.");
  res.writeHead(200, { "content-type": container === "wav" ? "audio/wav" : "application/octet-stream" });
  if (container === "wav") res.write(wavHeader({ channels: 1, sampleRateHz }, audio.length));
  res.end(audio);
}

function parseBody(body: Buffer): Record<string, unknown> {
  try {
    const fields: unknown = JSON.parse(body.toString("utf8"));
    if (typeof fields === "object" && fields !== null && !Array.isArray(fields))
      return fields as Record<string, unknown>;
  } catch {
    // Told below, like any other body that is no object.
  }
  throw invalidRequest("The body must be a JSON object.");
}

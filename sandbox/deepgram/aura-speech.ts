import type { IncomingMessage, ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { encodeAudio, type Encoding } from "../cartesia/encode-audio.ts";
import { renderSpeech } from "../cartesia/rendered-speech.ts";
import { splitSentences } from "../cartesia/sentences.ts";
import { readBody } from "../simulator.ts";
import type { World } from "../world.ts";
import { auraVoice } from "./aura-voices.ts";
import { badRequest, plannedRefusal } from "./deepgram-refusal.ts";
import { numberOf } from "./query-numbers.ts";

const ENCODINGS: Record<string, Encoding> = {
  linear16: "pcm_s16le",
  mulaw: "pcm_mulaw",
  alaw: "pcm_alaw",
};
const RATES_HZ = [8000, 16000, 24000, 32000, 48000];
const MAX_CHARS = 2000;

/**
 * `POST /v1/speak`: raw audio, sentence by sentence. Throws DeepgramRefusal. Faults (provider `deepgram_speak`): a status,
 * `stall` (no answer), `cut` (the line breaks after the first sentence).
 */
export async function answerSpeak(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  world: World,
): Promise<void> {
  const query = url.searchParams;
  const voice = auraVoice(query.get("model") ?? "");
  const encoding = ENCODINGS[query.get("encoding") ?? ""];
  if (!encoding) throw badRequest("The sandbox speaks encoding=linear16, mulaw and alaw only.");
  if (query.get("container") !== "none") throw badRequest("The sandbox speaks container=none only.");
  const rateHz = numberOf(query, "sample_rate") ?? 24_000;
  if (!RATES_HZ.includes(rateHz)) throw badRequest(`'sample_rate' must be one of ${RATES_HZ.join(", ")}.`);
  const speed = numberOf(query, "speed") ?? 1;
  const text = textOf(await readBody(req));
  const fault = world.takeFault("deepgram_speak");
  if (fault === "stall") return;
  if (fault !== null && fault !== "cut") throw plannedRefusal(Number(fault));
  const firstSoundAt = performance.now() + world.jittered(world.latencies.ttsFirstAudioMs);
  const { sentences, rest } = splitSentences(text);
  for (const sentence of [...sentences, rest]) {
    const { pcm } = await renderSpeech(sentence, { voice, speed, volume: 1 });
    if (pcm.length === 0) continue;
    if (!res.headersSent) {
      await pause(Math.max(0, firstSoundAt - performance.now()));
      const model = query.get("model") ?? "";
      res.writeHead(200, {
        "content-type": `audio/${query.get("encoding") === "linear16" ? "l16" : "basic"};rate=${rateHz}`,
        "dg-request-id": randomUUID(),
        "dg-model-name": model,
        "dg-char-count": String(text.length),
      });
    }
    const audio = encodeAudio(pcm, encoding, rateHz);
    if (fault === "cut") {
      res.write(audio.subarray(0, audio.length >> 1), () => res.destroy());
      return;
    }
    res.write(audio);
  }
  if (!res.headersSent) throw badRequest("There is nothing to speak in this text.");
  res.end();
}

function textOf(body: Buffer): string {
  let text: unknown;
  try {
    const fields: unknown = JSON.parse(body.toString("utf8"));
    text = typeof fields === "object" && fields !== null && "text" in fields ? fields.text : undefined;
  } catch {
    throw badRequest("The body must be a JSON object.");
  }
  if (typeof text !== "string" || text.trim() === "") throw badRequest("'text' must not be empty.");
  if (text.length > MAX_CHARS) throw badRequest(`'text' must have at most ${MAX_CHARS} characters.`);
  return text;
}

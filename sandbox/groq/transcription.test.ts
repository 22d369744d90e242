import Groq, { toFile } from "groq-sdk";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asBytes } from "#lib/audio/format";
import { wavHeader } from "#lib/audio/wav";
import { MISHAPS } from "../callees/mishaps.ts";
import { serveSimulators, type Simulator } from "../simulator.ts";
import { speak } from "../speech/speak.ts";
import { World } from "../world.ts";
import { createGroqSimulator } from "./groq-simulator.ts";

const world = new World();
let simulator: Simulator;
let server: Server;
let groq: Groq;

beforeAll(async () => {
  simulator = createGroqSimulator(world);
  server = serveSimulators([simulator]);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  groq = new Groq({ apiKey: "any", baseURL, maxRetries: 0, logLevel: "off" });
});
afterAll(async () => {
  await simulator.close();
  server.close();
});
beforeEach(() => world.reset());

async function wavOf(text: string | null, rateHz = 16_000): Promise<File> {
  const pcm = text === null ? Buffer.alloc(32_000) : asBytes((await speak(text, "awb")).pcm);
  const header = wavHeader({ channels: 1, sampleRateHz: rateHz }, pcm.length);
  return toFile(Buffer.concat([header, pcm]), "speech.wav", { type: "audio/wav" });
}

const transcribe = (file: File, more: Record<string, unknown> = {}) =>
  groq.audio.transcriptions.create({ file, model: "whisper-large-v3-turbo", language: "en", ...more });

const ask = (model: string, messages: Groq.Chat.ChatCompletionMessageParam[]) =>
  groq.chat.completions.create({ model, messages });

describe("transcriptions", () => {
  it("are what the audio says", async () => {
    const { text } = await transcribe(await wavOf(MISHAPS.hearing.says));
    expect(text).toBe(MISHAPS.hearing.says);
  });

  it("tell each word's time, and how sure it is that nobody spoke", async () => {
    const asked = { response_format: "verbose_json", timestamp_granularities: ["word"] };
    const spoken = (await transcribe(await wavOf("Yes, speaking."), asked)) as unknown as Record<
      string,
      unknown
    >;
    expect(spoken).toMatchObject({
      text: "Yes, speaking.",
      words: [{ word: "Yes," }, { word: "speaking." }],
      segments: [{ no_speech_prob: 0.01 }],
    });
    expect(await transcribe(await wavOf(null), asked)).toMatchObject({
      text: "",
      segments: [{ no_speech_prob: 0.99 }],
    });
  });

  it.each([
    ["a model that there is not", { model: "whisper-1" }, 404],
    ["a model that only chats", { model: "openai/gpt-oss-20b" }, 400],
    ["a format that there is not", { response_format: "srt" }, 400],
  ])("are refused for %s", async (_, more, status) => {
    await expect(transcribe(await wavOf("Yes."), more)).rejects.toMatchObject({ status });
  });

  it("are refused for audio of another rate, and as planned", async () => {
    await expect(transcribe(await wavOf("Yes.", 8000))).rejects.toMatchObject({ status: 400 });
    world.plan([{ provider: "groq_transcribe", error: "429", count: 1 }]);
    await expect(transcribe(await wavOf("Yes."))).rejects.toMatchObject({ status: 429 });
  });
});

describe("number 36's sentence", () => {
  const said = { role: "user" as const, content: MISHAPS.thinking.says };

  it("stalls the large model, then rate-limits it, and leaves the small one and other calls alone", async () => {
    const later = [
      said,
      { role: "assistant" as const, content: "I will." },
      { role: "user" as const, content: "Good." },
    ];
    await expect(
      groq.chat.completions
        .create({ model: "openai/gpt-oss-120b", messages: [said], stream: true })
        .then(async (stream) => {
          setTimeout(() => stream.controller.abort(), 300);
          let chunks = 0;
          for await (const chunk of stream) chunks += chunk.choices.length;
          return chunks;
        }),
    ).resolves.toBe(0);
    await expect(ask("openai/gpt-oss-120b", later)).rejects.toMatchObject({ status: 429 });
    expect((await ask("openai/gpt-oss-20b", later)).choices).toHaveLength(1);
    expect((await ask("openai/gpt-oss-120b", [{ role: "user", content: "Hello?" }])).choices).toHaveLength(1);
  });
});

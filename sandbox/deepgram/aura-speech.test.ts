import { DeepgramClient } from "@deepgram/sdk";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serveSimulators, type Simulator } from "../simulator.ts";
import { Recogniser } from "../speech/recogniser.ts";
import { spokenCorpus } from "../speech/speak.ts";
import { World } from "../world.ts";
import { createDeepgramSimulator } from "./deepgram-simulator.ts";

const world = new World();
let simulator: Simulator;
let server: Server;
let baseUrl = "";

beforeAll(async () => {
  simulator = createDeepgramSimulator(world);
  server = serveSimulators([simulator]);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await simulator.close();
  server.close();
});
beforeEach(() => world.reset());

const speakOf = (request: Record<string, unknown> = {}, apiKey = "any-key") =>
  new DeepgramClient({ apiKey, baseUrl }).speak.v1.audio.generate(
    {
      text: "Good morning. This is the other voice.",
      model: "aura-2-thalia-en",
      encoding: "linear16",
      container: "none",
      sample_rate: 16_000,
      ...request,
    },
    { maxRetries: 0 },
  );

describe("speech from /v1/speak", () => {
  it("is raw audio that the sandbox understands word for word", async () => {
    const pcm = Buffer.from(await (await speakOf()).arrayBuffer());
    const recogniser = new Recogniser(spokenCorpus);
    recogniser.feed(Buffer.concat([pcm, Buffer.alloc(16_000)]));
    expect(recogniser.words().map(({ word }) => word)).toEqual(
      "Good morning. This is the other voice.".split(" "),
    );
  });

  it("has half the bytes in µ-law at the same rate", async () => {
    const linear = await (await speakOf()).arrayBuffer();
    const muLaw = await (await speakOf({ encoding: "mulaw" })).arrayBuffer();
    expect(muLaw.byteLength * 2).toBe(linear.byteLength);
  });

  it.each([
    ["a bad key", {}, "invalid", 401],
    ["an unknown voice", { model: "aura-1" }, "k", 400],
    ["no text", { text: " " }, "k", 400],
    ["too much text", { text: "a".repeat(2001) }, "k", 400],
    ["a rate that there is not", { sample_rate: 11_025 }, "k", 400],
  ])("is refused for %s", async (_, request, key, statusCode) => {
    await expect(speakOf(request, key)).rejects.toMatchObject({ statusCode });
  });

  it("breaks off or is refused when that is planned, and listening does not use the plan up", async () => {
    world.plan([
      { provider: "deepgram", error: "500", count: 1 },
      { provider: "deepgram_speak", error: "cut", count: 1 },
      { provider: "deepgram_speak", error: "429", count: 1 },
    ]);
    await expect(speakOf().then((speech) => speech.arrayBuffer())).rejects.toBeTruthy();
    await expect(speakOf()).rejects.toMatchObject({ statusCode: 429 });
    await speakOf();
  });
});

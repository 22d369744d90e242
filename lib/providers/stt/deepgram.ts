import { DeepgramClient } from "@deepgram/sdk";
import { readFluxMessage } from "./deepgram-events.ts";
import { listenModel, type ListenModel } from "./deepgram-models.ts";
import { DeepgramStream } from "./deepgram-stream.ts";
import { NovaTurns } from "./nova-turns.ts";
import type { Stt, SttEvent, SttOptions, SttStream } from "./port.ts";

export interface DeepgramOptions {
  apiKey: string;
  /** Default: Deepgram's own. */
  baseUrl?: string;
  /** Default 5. */
  connectTimeoutS?: number;
  nowMs?: () => number;
}

const OPEN = 1;
/** Silence after which Nova calls what was said final. */
const ENDPOINTING_MS = 400;
const UTTERANCE_END_MS = 1000;

/**
 * Deepgram's Flux, or Nova for the languages that Flux has not. The SDK's own reconnecting is off: it would begin a new
 * session whose clock starts at zero, without a word. Turns advance with audio only, so the caller sends silence too.
 */
export function createDeepgram(options: DeepgramOptions): Stt {
  const client = new DeepgramClient({
    apiKey: options.apiKey,
    ...(options.baseUrl && { baseUrl: options.baseUrl.replace(/\/+$/, "") }),
  });
  const nowMs = options.nowMs ?? (() => performance.now());
  const connection = {
    reconnectAttempts: 0,
    shouldReconnect: () => false,
    connectionTimeoutInSeconds: options.connectTimeoutS ?? 5,
  };

  async function openFlux(
    stt: SttOptions,
    { model, hint }: Extract<ListenModel, { kind: "flux" }>,
    onEvent: (event: SttEvent) => void,
  ): Promise<SttStream> {
    const socket = await client.listen.v2.createConnection({
      model,
      ...(hint !== null && { language_hint: [hint] }),
      encoding: "linear16",
      sample_rate: stt.sampleRateHz,
      ...(stt.endOfTurnThreshold !== undefined && { eot_threshold: stt.endOfTurnThreshold }),
      ...(stt.eagerEndOfTurnThreshold !== undefined && { eager_eot_threshold: stt.eagerEndOfTurnThreshold }),
      ...(stt.keyterms?.length && { keyterm: stt.keyterms }),
      ...connection,
    });
    const pingable = socket as typeof socket & { ping?: () => void };
    const stream = new DeepgramStream(
      {
        isOpen: () => socket.readyState === OPEN,
        send: (group) => socket.sendMedia(group),
        // Flux knows no keep-alive message; WebSocket pings keep the path open while a caller sends no audio.
        keepAlive: () => pingable.ping?.(),
        closeStream: () => socket.sendCloseStream({ type: "CloseStream" }),
        close: () => socket.close(),
      },
      readFluxMessage,
      onEvent,
      nowMs,
    );
    socket.on("open", () => stream.opened());
    socket.on("message", (message) => stream.received(message));
    socket.on("close", ({ code }) => stream.closed(code));
    socket.on("error", (error) => stream.failed(error));
    socket.connect();
    return stream.ready;
  }

  async function openNova(
    stt: SttOptions,
    { model, language }: Extract<ListenModel, { kind: "nova" }>,
    onEvent: (event: SttEvent) => void,
  ): Promise<SttStream> {
    const socket = await client.listen.v1.createConnection({
      model,
      language,
      encoding: "linear16",
      sample_rate: stt.sampleRateHz,
      channels: 1,
      interim_results: "true",
      endpointing: ENDPOINTING_MS,
      utterance_end_ms: UTTERANCE_END_MS,
      smart_format: "true",
      punctuate: "true",
      ...(stt.keyterms?.length && model === "nova-3" && { keyterm: stt.keyterms }),
      ...connection,
    });
    const turns = new NovaTurns();
    const stream = new DeepgramStream(
      {
        isOpen: () => socket.readyState === OPEN,
        send: (group) => socket.sendMedia(group),
        keepAlive: () => socket.sendKeepAlive({ type: "KeepAlive" }),
        closeStream: () => socket.sendCloseStream({ type: "CloseStream" }),
        close: () => socket.close(),
      },
      (message) => turns.take(message),
      onEvent,
      nowMs,
    );
    socket.on("open", () => stream.opened());
    socket.on("message", (message) => stream.received(message));
    socket.on("close", ({ code }) => stream.closed(code));
    socket.on("error", (error) => stream.failed(error));
    socket.connect();
    return stream.ready;
  }

  const open: Stt["open"] = (stt, onEvent) => {
    const model = listenModel(stt.language);
    return model.kind === "flux" ? openFlux(stt, model, onEvent) : openNova(stt, model, onEvent);
  };

  return {
    name: "deepgram",
    modelFor: (language) => listenModel(language).model,
    open,
    async check() {
      const stream = await open({ language: "en", sampleRateHz: 16000 }, () => undefined);
      stream.close();
    },
  };
}

import { DeepgramClient } from "@deepgram/sdk";
import { FrameCutter } from "#lib/audio/frame-cutter";
import { ProviderError } from "../errors.ts";
import { readFluxMessage } from "./deepgram-events.ts";
import { handshakeError } from "./deepgram-faults.ts";
import type { Stt, SttEvent, SttOptions, SttStream } from "./port.ts";

export interface DeepgramOptions {
  apiKey: string;
  /** Default: Deepgram's own. */
  baseUrl?: string;
  /** Default 5. */
  connectTimeoutS?: number;
}

type FluxSocket = Awaited<ReturnType<DeepgramClient["listen"]["v2"]["createConnection"]>>;

/** 80 ms of 16 kHz linear PCM: four carrier frames, the grouping Flux asks for. */
export const FLUX_GROUP_BYTES = 2560;
/** Flux knows no keep-alive message; WebSocket pings keep the path open while a caller sends no audio. */
const PING_EVERY_MS = 5000;
const OPEN = 1;

/**
 * Deepgram Flux. Reconnecting is left to the caller: the SDK's own would begin a new session whose clock starts at
 * zero, without a word. Turns advance with audio only, so the caller sends silence when it has nothing else.
 */
export function createDeepgramFlux(options: DeepgramOptions): Stt {
  const client = new DeepgramClient({
    apiKey: options.apiKey,
    ...(options.baseUrl && { baseUrl: options.baseUrl.replace(/\/+$/, "") }),
  });

  async function open(stt: SttOptions, onEvent: (event: SttEvent) => void): Promise<SttStream> {
    const english = stt.language.toLowerCase().startsWith("en");
    const socket = await client.listen.v2.createConnection({
      model: english ? "flux-general-en" : "flux-general-multi",
      ...(!english && { language_hint: [stt.language] }),
      encoding: "linear16",
      sample_rate: stt.sampleRateHz,
      ...(stt.endOfTurnThreshold !== undefined && { eot_threshold: stt.endOfTurnThreshold }),
      ...(stt.eagerEndOfTurnThreshold !== undefined && { eager_eot_threshold: stt.eagerEndOfTurnThreshold }),
      ...(stt.keyterms?.length && { keyterm: stt.keyterms }),
      reconnectAttempts: 0,
      shouldReconnect: () => false,
      connectionTimeoutInSeconds: options.connectTimeoutS ?? 5,
    });
    return new Promise((resolve, reject) => {
      const stream = new FluxStream(socket, onEvent, { opened: () => resolve(stream), refused: reject });
      socket.connect();
    });
  }

  return {
    name: "deepgram",
    open,
    async check() {
      const stream = await open({ language: "en", sampleRateHz: 16000 }, () => undefined);
      stream.close();
    },
  };
}

class FluxStream implements SttStream {
  private readonly socket: FluxSocket;
  private readonly onEvent: (event: SttEvent) => void;
  private readonly cutter = new FrameCutter(FLUX_GROUP_BYTES);
  private readonly opening: { opened(): void; refused(error: ProviderError): void };
  private state: "opening" | "open" | "closed" = "opening";
  private ping: NodeJS.Timeout | undefined;

  constructor(
    socket: FluxSocket,
    onEvent: (event: SttEvent) => void,
    opening: { opened(): void; refused(error: ProviderError): void },
  ) {
    this.socket = socket;
    this.onEvent = onEvent;
    this.opening = opening;
    socket.on("open", () => this.opened());
    socket.on("message", (message) => this.received(message));
    // After a failed handshake `close` (code 1000!) comes first and `error`, with the reason, right behind it.
    socket.on("close", (event) =>
      this.state === "opening"
        ? setImmediate(() => this.ended(undefined))
        : this.ended(new Error(`closed with code ${event.code}`)),
    );
    socket.on("error", (error) => this.ended(error));
  }

  send(pcm: Buffer): void {
    if (this.state !== "open" || this.socket.readyState !== OPEN) return;
    for (const group of this.cutter.push(pcm)) this.socket.sendMedia(group);
  }

  close(): void {
    if (this.state === "closed") return;
    this.state = "closed";
    clearInterval(this.ping);
    if (this.socket.readyState === OPEN) this.socket.sendCloseStream({ type: "CloseStream" });
    this.socket.close();
  }

  private opened(): void {
    if (this.state !== "opening") return;
    this.state = "open";
    const pingable = this.socket as FluxSocket & { ping?: () => void };
    this.ping = setInterval(() => {
      if (this.socket.readyState === OPEN) pingable.ping?.();
    }, PING_EVERY_MS);
    this.ping.unref();
    this.opening.opened();
  }

  private received(message: unknown): void {
    if (this.state === "closed") return;
    const read = readFluxMessage(message);
    if (read.kind === "turn") this.onEvent(read.event);
    else if (read.kind === "fatal") this.ended(new Error(read.reason));
  }

  private ended(error: Error | undefined): void {
    if (this.state === "closed") return;
    const before = this.state;
    this.state = "closed";
    clearInterval(this.ping);
    this.socket.close();
    if (before === "opening") this.opening.refused(handshakeError(error));
    else this.onEvent({ type: "lost", error: new ProviderError("deepgram", "broken", error) });
  }
}

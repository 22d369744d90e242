import type { DeepgramClient } from "@deepgram/sdk";

export interface FluxMessage {
  type: string;
  event?: string;
  request_id?: string;
  sequence_id: number;
  turn_index?: number;
  audio_window_start?: number;
  audio_window_end?: number;
  transcript?: string;
  trigger?: string;
  code?: string;
  words?: { word: string; start: number; end: number }[];
}

type FluxSocket = Awaited<ReturnType<DeepgramClient["listen"]["v2"]["createConnection"]>>;

const CHUNK_BYTES = 2560;

/** A Flux stream through the SDK for tests: keeps all messages, and waits for one. */
export class FluxClient {
  readonly messages: FluxMessage[] = [];
  readonly closed: Promise<number>;
  private readonly socket: FluxSocket;
  private readonly waiting = new Set<() => void>();

  static async open(client: DeepgramClient, options: Record<string, unknown>): Promise<FluxClient> {
    const socket = await client.listen.v2.createConnection({
      model: "flux-general-en",
      encoding: "linear16",
      sample_rate: 16_000,
      reconnectAttempts: 0,
      connectionTimeoutInSeconds: 5,
      ...options,
    });
    const flux = new FluxClient(socket);
    socket.connect();
    await socket.waitForOpen();
    return flux;
  }

  private constructor(socket: FluxSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.on("close", (event) => resolve(event.code)));
    socket.on("error", () => undefined);
    socket.on("message", (message) => {
      this.messages.push(message as unknown as FluxMessage);
      for (const look of this.waiting) look();
    });
  }

  send(audio: Buffer): void {
    for (let at = 0; at < audio.length; at += CHUNK_BYTES)
      this.socket.sendMedia(audio.subarray(at, at + CHUNK_BYTES));
  }

  sendText(text: string): void {
    this.socket.socket.send(text);
  }

  configure(change: Record<string, unknown>): void {
    this.sendText(JSON.stringify({ type: "Configure", ...change }));
  }

  closeStream(): void {
    this.socket.sendCloseStream({ type: "CloseStream" });
  }

  /** All messages so far, once `count` of this type or turn event have come. */
  until(name: string, count = 1): Promise<FluxMessage[]> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.messages.filter((m) => m.type === name || m.event === name).length < count) return;
        this.waiting.delete(look);
        resolve(this.messages);
      };
      this.waiting.add(look);
      look();
    });
  }

  close(): void {
    this.socket.close();
  }
}

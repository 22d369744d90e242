import { WebSocket } from "ws";

export interface TtsServerEvent {
  type: string;
  context_id: string | null;
  data?: string;
  flush_id?: number;
  error?: string;
  error_code?: string;
  request_id?: string;
  word_timestamps?: { words: string[]; start: number[]; end: number[] };
}

/** A client of `/tts/websocket` for tests: keeps all events, and waits for one. */
export class TtsClient {
  readonly events: TtsServerEvent[] = [];
  readonly closed: Promise<number>;
  private readonly socket: WebSocket;
  private readonly waiting = new Set<() => void>();

  static async open(url: string, headers: Record<string, string>): Promise<TtsClient> {
    const socket = new WebSocket(url, { headers });
    const client = new TtsClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("open", () => resolve());
      socket.once("error", reject);
    });
    return client;
  }

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", (code) => resolve(code)));
    socket.on("message", (data) => {
      this.events.push(JSON.parse((data as Buffer).toString("utf8")) as TtsServerEvent);
      for (const look of this.waiting) look();
    });
  }

  send(message: Record<string, unknown>): void {
    this.sendText(JSON.stringify(message));
  }

  sendText(text: string): void {
    this.socket.send(text);
  }

  /** All events so far, once one of this type has come. */
  until(type: string, contextId?: string): Promise<TtsServerEvent[]> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.events.some((e) => e.type === type && (!contextId || e.context_id === contextId))) return;
        this.waiting.delete(look);
        resolve(this.events);
      };
      this.waiting.add(look);
      look();
    });
  }

  async error(): Promise<TtsServerEvent> {
    const error = (await this.until("error")).find((e) => e.type === "error");
    if (!error) throw new Error("no error event");
    return error;
  }

  audio(contextId: string): Buffer {
    const chunks = this.events.filter((e) => e.type === "chunk" && e.context_id === contextId);
    return Buffer.concat(chunks.map((e) => Buffer.from(e.data ?? "", "base64")));
  }

  close(): void {
    this.socket.close();
  }
}

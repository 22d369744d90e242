import { randomUUID } from "node:crypto";
import { WebSocket, type RawData } from "ws";
import { FRAME_MS, FRAME_SAMPLES } from "#lib/audio/format";
import { SOCKET_RATES, type WebsocketEndpoint } from "./ncco.ts";
import { PlayQueue } from "./play-queue.ts";
import { convertFrame } from "./rate-converter.ts";

const HANDSHAKE_TIMEOUT_MS = 5000;
/** An app that does not read: what is more than this behind is lost. */
const MAX_UNSENT_BYTES = 1024 * 1024;

/** `sent`: a frame went to the app. `played`: what the callee hears (16 kHz); null: nothing. */
export interface Exchanged {
  sent: boolean;
  played: Buffer | null;
}

export interface SocketLegEvents {
  opened(): void;
  /** The app refused the upgrade, or was not there. */
  failed(reason: string): void;
  /** By the app (`app`), by a broken connection (`lost`), or by us since a frame had the wrong size (`refused`). */
  closed(by: "app" | "lost" | "refused"): void;
  cleared(): void;
}

/** The carrier's side of the app's audio socket: a leg of its own, with its own uuid. */
export class SocketLeg {
  readonly uuid = randomUUID();
  readonly uri: string;
  readonly headers: Record<string, unknown>;
  framesToApp = 0;
  framesFromApp = 0;
  framesPlayed = 0;
  clears = 0;
  isOpen = false;
  private readonly endpoint: WebsocketEndpoint;
  private readonly frameSamples: number;
  private readonly silence: Buffer;
  private readonly queue = new PlayQueue();
  private readonly on: SocketLegEvents;
  private readonly socket: WebSocket;
  private isOver = false;

  constructor(endpoint: WebsocketEndpoint, vonageAuthorization: () => string, on: SocketLegEvents) {
    this.endpoint = endpoint;
    this.uri = endpoint.uri;
    this.headers = endpoint.headers;
    this.on = on;
    this.frameSamples = (SOCKET_RATES[endpoint["content-type"]] * FRAME_MS) / 1000;
    this.silence = Buffer.alloc(this.frameSamples * 2);
    const { authorization } = endpoint;
    const shown = authorization?.type === "custom" ? authorization.value : vonageAuthorization();
    this.socket = new WebSocket(endpoint.uri, {
      headers: authorization ? { authorization: shown } : {},
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      perMessageDeflate: false,
      // A key of zeros leaves the bytes as they are: nothing here hides from a proxy.
      generateMask: (mask) => mask.fill(0),
    });
    this.socket.on("open", () => this.open());
    this.socket.on("message", (data, isBinary) => this.take(data, isBinary));
    this.socket.on("error", (error) => {
      if (!this.isOpen) this.finish(() => this.on.failed(error.message));
    });
    this.socket.on("close", (code) => this.finish(() => this.on.closed(code === 1006 ? "lost" : "app")));
  }

  /**
   * 20 ms of the call: what the callee says (16 kHz; null: silence) goes to the app, and what they hear comes back.
   */
  exchange(said: Buffer | null): Exchanged {
    if (!this.isOpen || this.isOver) return { sent: false, played: null };
    let sent = false;
    if (this.socket.bufferedAmount < MAX_UNSENT_BYTES) {
      this.socket.send(said ? convertFrame(said, this.frameSamples) : this.silence);
      this.framesToApp += 1;
      sent = true;
    }
    const frame = this.queue.next((payload) => this.say({ event: "websocket:notify", payload }));
    if (!frame) return { sent, played: null };
    this.framesPlayed += 1;
    return { sent, played: convertFrame(frame, FRAME_SAMPLES) };
  }

  /** The call has ended, or goes elsewhere. */
  close(): void {
    if (this.isOver) return;
    this.isOver = true;
    if (this.isOpen) this.socket.close(1000);
    else this.socket.terminate();
  }

  /** The connection breaks without a word. */
  break(): void {
    this.finish(() => this.on.closed("lost"));
    this.socket.terminate();
  }

  private open(): void {
    if (this.isOver) return;
    this.isOpen = true;
    this.say({
      event: "websocket:connected",
      "content-type": this.endpoint["content-type"],
      ...this.endpoint.headers,
    });
    this.on.opened();
  }

  private take(data: RawData, isBinary: boolean): void {
    if (this.isOver) return;
    if (isBinary) this.takeFrame(data as Buffer);
    else this.takeCommand(data as Buffer);
  }

  private takeFrame(frame: Buffer): void {
    if (frame.length !== this.frameSamples * 2) {
      console.error("sandbox: unexpected frame size", frame.length, "when required", this.frameSamples * 2);
      this.finish(() => this.on.closed("refused"));
      this.socket.terminate();
      return;
    }
    this.framesFromApp += 1;
    this.queue.push(frame);
  }

  private takeCommand(text: Buffer): void {
    let command: { action?: unknown; payload?: unknown } | null;
    try {
      command = JSON.parse(text.toString("utf8")) as typeof command;
    } catch {
      return;
    }
    if (command?.action === "notify") this.queue.mark(command.payload);
    if (command?.action !== "clear") return;
    this.queue.clear();
    this.clears += 1;
    this.say({ event: "websocket:cleared" });
    this.on.cleared();
  }

  private say(message: Record<string, unknown>): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  private finish(report: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    report();
  }
}

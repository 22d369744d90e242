import { WebSocket, type RawData } from "ws";
import { ProviderError, statusFault } from "../errors.ts";
import { cartesiaError } from "./cartesia-faults.ts";
import { CARTESIA_VERSION, readServerMessage, type ServerMessage } from "./cartesia-messages.ts";

/** Who listens to one context. Nothing comes after `lost`. */
export interface ContextListener {
  message(message: ServerMessage): void;
  lost(error: ProviderError): void;
}

/** One connection and the contexts that speak on it. It never reconnects; its owner opens another. */
export class CartesiaSocket {
  /** Resolves when open; rejects with ProviderError. */
  readonly ready: Promise<void>;
  readonly openedAtMs: number;
  private readonly ws: WebSocket;
  private readonly listeners = new Map<string, ContextListener>();
  private retiring = false;
  private ended = false;

  constructor(
    url: string,
    apiKey: string,
    options: { nowMs: number; handshakeTimeoutMs: number; onEnd: (socket: CartesiaSocket) => void },
  ) {
    this.openedAtMs = options.nowMs;
    this.ws = new WebSocket(url, {
      headers: { authorization: `Bearer ${apiKey}`, "cartesia-version": CARTESIA_VERSION },
      handshakeTimeout: options.handshakeTimeoutMs,
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    this.ready = new Promise((resolve, reject) => {
      const end = (error: ProviderError): void => {
        reject(error);
        if (this.ended) return;
        this.ended = true;
        options.onEnd(this);
        const listeners = [...this.listeners.values()];
        this.listeners.clear();
        for (const listener of listeners) listener.lost(error);
      };
      this.ws.on("open", resolve);
      this.ws.on("message", (data) => this.received(data));
      this.ws.on("unexpected-response", (_request, response) => {
        response.resume();
        end(
          new ProviderError(
            "cartesia",
            statusFault(response.statusCode ?? 500),
            `HTTP ${response.statusCode}`,
          ),
        );
        this.ws.terminate();
      });
      this.ws.on("error", (error) => end(cartesiaError(error)));
      this.ws.on("close", (code) => end(new ProviderError("cartesia", "broken", `closed with code ${code}`)));
    });
    // Whoever waits for `ready` hears of the failure; nobody waiting must not crash the process.
    this.ready.catch(() => undefined);
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
  }

  get isEnded(): boolean {
    return this.ended;
  }

  listen(contextId: string, listener: ContextListener): void {
    this.listeners.set(contextId, listener);
  }

  /** Later messages of this context are dropped before their audio is decoded. */
  unlisten(contextId: string): void {
    this.listeners.delete(contextId);
    if (this.retiring && this.listeners.size === 0) this.close();
  }

  send(text: string): void {
    if (this.isOpen) this.ws.send(text);
  }

  /** Takes no new contexts and closes with the last one. */
  retire(): void {
    this.retiring = true;
    if (this.listeners.size === 0) this.close();
  }

  close(): void {
    this.ws.close(1000);
  }

  terminate(): void {
    this.ws.terminate();
  }

  private received(data: RawData): void {
    const text = Buffer.isBuffer(data)
      ? data.toString("utf8")
      : Buffer.concat(data as Buffer[]).toString("utf8");
    const message = readServerMessage(text);
    if (message.type === "other" || message.contextId === null) return;
    this.listeners.get(message.contextId)?.message(message);
  }
}

import { CartesiaSocket } from "./cartesia-socket.ts";

export interface LinkOptions {
  url: string;
  apiKey: string;
  handshakeTimeoutMs: number;
  /** A connection older than this gets a successor in the background, before the server closes it at five minutes. */
  renewAfterMs: number;
  /** A connection older than this takes no new utterance. */
  expireAfterMs: number;
  nowMs: () => number;
}

/** The one socket that all calls share, renewed before it grows too old. */
export class CartesiaLink {
  private readonly options: LinkOptions;
  private current: CartesiaSocket | null = null;
  private successor: CartesiaSocket | null = null;

  constructor(options: LinkOptions) {
    this.options = options;
  }

  /** A socket for a new context: open, or opening (await its `ready`). */
  socket(): CartesiaSocket {
    const age = this.current ? this.options.nowMs() - this.current.openedAtMs : 0;
    if (this.current && age >= this.options.expireAfterMs) {
      this.current.retire();
      this.current = this.successor;
      this.successor = null;
    } else if (this.current && age >= this.options.renewAfterMs && !this.successor) this.prepareSuccessor();
    this.current ??= this.open();
    return this.current;
  }

  close(): void {
    this.current?.close();
    this.successor?.close();
    this.current = null;
    this.successor = null;
  }

  private prepareSuccessor(): void {
    const fresh = this.open();
    this.successor = fresh;
    void fresh.ready.then(
      () => this.promote(fresh),
      () => undefined,
    );
  }

  private promote(fresh: CartesiaSocket): void {
    if (this.successor !== fresh) return;
    this.current?.retire();
    this.current = fresh;
    this.successor = null;
  }

  private open(): CartesiaSocket {
    return new CartesiaSocket(this.options.url, this.options.apiKey, {
      nowMs: this.options.nowMs(),
      handshakeTimeoutMs: this.options.handshakeTimeoutMs,
      onEnd: (socket) => {
        if (this.current === socket) this.current = null;
        if (this.successor === socket) this.successor = null;
      },
    });
  }
}

import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";

/** The carrier's end of a call's audio, as far as we speak to it. */
export interface MediaSocket {
  /** Exact frames, in one write to the wire. */
  sendFrames(frames: readonly Buffer[]): void;
  sendCommand(command: { action: "clear" } | { action: "notify"; payload: unknown }): void;
  close(): void;
}

/** What comes from it. */
export interface MediaListener {
  connected(): void;
  frame(pcm: Buffer): void;
  dtmf(digit: string): void;
  /** A mark came back: everything that was sent before it has been played. */
  mark(payload: unknown): void;
  closed(): void;
}

export function mediaSocket(socket: WebSocket, wire: Duplex): MediaSocket {
  return {
    sendFrames(frames) {
      if (socket.readyState !== socket.OPEN) return;
      wire.cork();
      for (const frame of frames) socket.send(frame);
      wire.uncork();
    },
    sendCommand(command) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(command));
    },
    close() {
      // A peer that does not answer the close is cut off by ws after its own time.
      socket.close(1000);
    },
  };
}

/** Hands the carrier's messages on; what it does not know is passed over. */
export function listenTo(socket: WebSocket, listener: MediaListener): void {
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isBinary) listener.frame(data);
    else readText(data, listener);
  });
  socket.on("close", () => listener.closed());
  // The close that follows says all there is to know.
  socket.on("error", () => undefined);
}

/** Passes on what comes while it is so; a socket that another one replaced has nothing more to say. */
export function listenWhile(isCurrent: () => boolean, listener: MediaListener): MediaListener {
  const when =
    <A extends unknown[]>(pass: (...args: A) => void) =>
    (...args: A): void => {
      if (isCurrent()) pass(...args);
    };
  return {
    connected: when(() => listener.connected()),
    frame: when((pcm: Buffer) => listener.frame(pcm)),
    dtmf: when((digit: string) => listener.dtmf(digit)),
    mark: when((payload: unknown) => listener.mark(payload)),
    closed: when(() => listener.closed()),
  };
}

function readText(data: Buffer, listener: MediaListener): void {
  let message: { event?: unknown; digit?: unknown; payload?: unknown } | null;
  try {
    message = JSON.parse(data.toString("utf8")) as typeof message;
  } catch {
    return;
  }
  if (message === null || typeof message !== "object") return;
  if (message.event === "websocket:connected") listener.connected();
  else if (message.event === "websocket:notify") listener.mark(message.payload);
  else if (message.event === "websocket:dtmf" && typeof message.digit === "string")
    listener.dtmf(message.digit);
}

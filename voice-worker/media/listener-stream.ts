import type { ServerResponse } from "node:http";
import { FRAME_BYTES } from "#lib/audio/format";
import type { ListenerSink } from "./listening.ts";

/** Two seconds: what a listener does not take by then is lost to them, frame by frame. */
export const MOST_WAITING_BYTES = 100 * FRAME_BYTES;

/** A listener's answer as it is filled: raw 16-bit mono PCM at 16 kHz until the call ends or they go. */
export function listenerStream(response: ServerResponse): ListenerSink {
  response.writeHead(200, { "content-type": "application/octet-stream", "cache-control": "no-store" });
  response.flushHeaders();
  response.on("error", () => undefined);
  return {
    frame(mixed) {
      if (response.writableEnded || response.writableLength > MOST_WAITING_BYTES) return;
      response.write(mixed);
    },
    end() {
      response.end();
    },
  };
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** One provider on the sandbox's port. Paths do not overlap, so each takes its own and leaves the rest. */
export interface Simulator {
  name: string;
  /** Answers and returns true, or returns false: not mine. */
  handle(req: IncomingMessage, res: ServerResponse, url: URL): Promise<boolean>;
  upgrade?(req: IncomingMessage, socket: Duplex, head: Buffer, url: URL): boolean;
  /** Back to the state after start (`POST /_sandbox/reset`). */
  reset(): void;
  close(): Promise<void>;
}

/** Listens for all of them; an unknown path is a 404 that names it. */
export function serveSimulators(simulators: Simulator[]): Server {
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? "/", "http://sandbox");
    void (async () => {
      try {
        for (const simulator of simulators) if (await simulator.handle(req, res, url)) return;
        sendJson(res, 404, { error: `The sandbox has nothing at ${req.method} ${url.pathname}.` });
      } catch (error) {
        console.error("sandbox: a request failed", req.method, url.pathname, error);
        if (!res.headersSent)
          sendJson(res, 500, { error: "The sandbox failed at this request; see its log." });
        else res.destroy();
      }
    })();
  });
  server.on("upgrade", (req, socket, head) => {
    const url = new URL(req.url ?? "/", "http://sandbox");
    for (const simulator of simulators) if (simulator.upgrade?.(req, socket, head, url)) return;
    socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
  });
  return server;
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  res.end(text);
}

export async function readBody(req: IncomingMessage, limitBytes = 10 * 1024 * 1024): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw new Error("request body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

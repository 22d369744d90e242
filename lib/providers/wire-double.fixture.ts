import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

/** A server on a free port that answers as one test says: the other end of the wire for a vendor's own client. */
export class WireDouble {
  readonly baseUrl: string;
  readonly requests: { method: string; url: URL; body: string; headers: IncomingMessage["headers"] }[] = [];
  readonly sockets: WebSocket[] = [];
  onRequest: (res: ServerResponse, request: { method: string; url: URL; body: string }) => void = (res) => {
    res.writeHead(404).end();
  };
  onSocket: (socket: WebSocket, req: IncomingMessage) => void = () => undefined;
  /** Set to refuse the next upgrades with this status. */
  refuseUpgrade: number | null = null;
  private readonly closeAll: () => Promise<void>;

  private constructor(baseUrl: string, closeAll: () => Promise<void>) {
    this.baseUrl = baseUrl;
    this.closeAll = closeAll;
  }

  static async open(): Promise<WireDouble> {
    const server = createServer();
    const wss = new WebSocketServer({ noServer: true });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const double = new WireDouble(`http://127.0.0.1:${port}`, async () => {
      for (const socket of double.sockets) socket.terminate();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    });
    server.on("request", (req, res) => {
      let body = "";
      req.on("data", (chunk: Buffer) => (body += chunk.toString()));
      req.on("end", () => {
        const request = { method: req.method ?? "", url: new URL(req.url ?? "/", double.baseUrl), body };
        double.requests.push({ ...request, headers: req.headers });
        double.onRequest(res, request);
      });
    });
    server.on("upgrade", (req, socket, head) => {
      if (double.refuseUpgrade !== null) {
        socket.end(`HTTP/1.1 ${double.refuseUpgrade} No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      wss.handleUpgrade(req, socket, head, (ws) => {
        double.sockets.push(ws);
        double.onSocket(ws, req);
      });
    });
    return double;
  }

  close(): Promise<void> {
    return this.closeAll();
  }
}

export function json(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** Resolves when `condition` holds; looks again at every turn of the event loop, and gives up loudly. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`it never came true: ${what}`);
    await new Promise((done) => setImmediate(done));
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Logger } from "#lib/observability/logger";
import { listenerStream } from "./listener-stream.ts";
import type { ListenerSink } from "./listening.ts";
import { listenTo, mediaSocket, type MediaListener, type MediaSocket } from "./media-socket.ts";

export interface HealthAnswer {
  status: number;
  body: unknown;
}

export interface MediaServerOptions {
  /** 0: any free one. */
  port: number;
  host?: string;
  /** Answers `GET` of a path such as `/health` and `/ready`; null: there is no such path. */
  health(path: string): HealthAnswer | null | Promise<HealthAnswer | null>;
  /** What `/metrics` answers to whoever may read it; left out: nothing. */
  figures?: { mayRead(request: IncomingMessage): boolean; read(): Promise<string>; contentType: string };
  /** Whether this token opens a socket of this call, now. */
  admits(callId: string, token: string): boolean;
  onSocket(callId: string, socket: MediaSocket): MediaListener;
  /** Whether this token lets somebody listen in to this call, now; and the way to stop, null where nobody can be heard. */
  admitsListener(callId: string, token: string): boolean;
  listen(callId: string, sink: () => ListenerSink): (() => void) | null;
  log: Logger;
}

export interface MediaServer {
  readonly port: number;
  /** Takes no new socket; those that are open go on. */
  stopAccepting(): void;
  close(): Promise<void>;
}

const PATH = /^\/ws\/voice\/([0-9a-zA-Z-]{1,64})$/;
const LISTEN_PATH = /^\/listen\/([0-9a-zA-Z-]{1,64})$/;
const MAX_MESSAGE_BYTES = 64 * 1024;

/** The worker's port: `/ws/voice/{callId}` for the carrier's audio, `/listen/{callId}` for whoever listens in, and health. Rejects when the port is taken. */
export async function createMediaServer(options: MediaServerOptions): Promise<MediaServer> {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    clientTracking: true,
  });
  const http = createServer((request, response) => void answerHttp(options, request, response));
  let isAccepting = true;

  http.on("upgrade", (request, wire, head) => {
    wire.on("error", () => undefined);
    const callId = PATH.exec(pathOf(request))?.[1];
    if (callId === undefined) return refuse(wire, 404, "Not Found");
    if (!isAccepting) return refuse(wire, 503, "Service Unavailable");
    const token = tokenOf(request);
    if (token === undefined || !options.admits(callId, token)) {
      options.log.warn({ callId }, "refused an audio socket");
      return refuse(wire, 401, "Unauthorized");
    }
    sockets.handleUpgrade(request, wire, head, (socket) => {
      if ("setNoDelay" in wire && typeof wire.setNoDelay === "function") wire.setNoDelay(true);
      try {
        listenTo(socket, options.onSocket(callId, mediaSocket(socket, wire)));
      } catch (error) {
        options.log.error({ err: error, callId }, "an audio socket could not be served");
        socket.terminate();
      }
    });
  });

  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(options.port, options.host ?? "0.0.0.0", () => {
      http.off("error", reject);
      resolve();
    });
  });

  return {
    port: (http.address() as AddressInfo).port,
    stopAccepting() {
      isAccepting = false;
    },
    async close() {
      isAccepting = false;
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
    },
  };
}

const tokenOf = (request: IncomingMessage): string | undefined =>
  /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
const pathOf = (request: IncomingMessage): string => (request.url ?? "/").split("?")[0] ?? "/";

function refuse(wire: Duplex, status: number, reason: string): void {
  wire.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function answerHttp(
  options: MediaServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const listened = LISTEN_PATH.exec(pathOf(request))?.[1];
  if (listened !== undefined && request.method === "GET")
    return letListen(options, listened, request, response);
  let answer: HealthAnswer | null = null;
  const { figures } = options;
  try {
    if (figures !== undefined && pathOf(request) === "/metrics" && figures.mayRead(request)) {
      const text = await figures.read();
      response.writeHead(200, { "content-type": figures.contentType });
      response.end(text);
      return;
    }
    if (request.method === "GET" || request.method === "HEAD") answer = await options.health(pathOf(request));
  } catch (error) {
    options.log.error({ err: error }, "health could not be told");
    answer = { status: 503, body: { status: "error" } };
  }
  response.writeHead(answer?.status ?? 404, { "content-type": "application/json" });
  response.end(JSON.stringify(answer?.body ?? { status: "not_found" }));
}

/** 401 without a token of ours; 409 where nobody can be heard, or enough people listen. */
function letListen(
  options: MediaServerOptions,
  callId: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const token = tokenOf(request);
  if (token === undefined || !options.admitsListener(callId, token)) {
    options.log.warn({ callId }, "refused a listener");
    response.writeHead(401).end();
    return;
  }
  const stop = options.listen(callId, () => listenerStream(response));
  if (stop === null) response.writeHead(409).end();
  else response.on("close", stop);
}

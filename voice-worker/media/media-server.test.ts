import { afterEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { createLogger } from "#lib/observability/logger";
import type { ListenerSink } from "./listening.ts";
import { createMediaServer, type MediaServer } from "./media-server.ts";
import type { MediaListener, MediaSocket } from "./media-socket.ts";

const CALL = "6f1c2d9e-0000-4000-8000-000000000001";
const TOKEN = "one-time-token";
const log = createLogger({ service: "test", level: "silent" });

/** What one socket said, and its end of the line. */
class Heard implements MediaListener {
  readonly said: unknown[] = [];
  readonly frames: Buffer[] = [];
  private waiting: { what: string; resolve: () => void }[] = [];
  readonly socket: MediaSocket;
  constructor(socket: MediaSocket) {
    this.socket = socket;
  }
  connected(): void {
    this.note("connected");
  }
  frame(pcm: Buffer): void {
    this.frames.push(pcm);
    this.note("frame");
  }
  dtmf(digit: string): void {
    this.note(`dtmf ${digit}`);
  }
  mark(payload: unknown): void {
    this.note(`mark ${JSON.stringify(payload)}`);
  }
  closed(): void {
    this.note("closed");
  }
  until(what: string): Promise<void> {
    if (this.said.includes(what)) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ what, resolve }));
  }
  private note(what: string): void {
    this.said.push(what);
    for (const one of this.waiting) if (one.what === what) one.resolve();
  }
}

let server: MediaServer | null = null;
const clients: WebSocket[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await server?.close();
  server = null;
});

async function serve() {
  const sockets: Heard[] = [];
  const sinks: ListenerSink[] = [];
  const { promise: first, resolve } = Promise.withResolvers<Heard>();
  server = await createMediaServer({
    port: 0,
    host: "127.0.0.1",
    health: (path) => (path === "/health" ? { status: 200, body: { status: "ok" } } : null),
    admits: (callId, token) => callId === CALL && token === TOKEN,
    admitsListener: (callId, token) => callId === CALL && token === "listener",
    listen: (_, sink) => {
      sinks.push(sink());
      return () => sinks.pop();
    },
    onSocket: (_, socket) => {
      const heard = new Heard(socket);
      sockets.push(heard);
      resolve(heard);
      return heard;
    },
    log,
  });
  return { base: `127.0.0.1:${server.port}`, sockets, sinks, first };
}

function dial(base: string, callId: string, authorization?: string): WebSocket {
  const client = new WebSocket(`ws://${base}/ws/voice/${callId}`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  clients.push(client);
  return client;
}

const refusal = (client: WebSocket): Promise<number | undefined> =>
  new Promise((resolve) => {
    client.on("error", () => undefined);
    client.on("unexpected-response", (_, response) => resolve(response.statusCode));
    client.on("open", () => resolve(101));
  });

describe("the media server", () => {
  it.each<[string, string, string | undefined, number]>([
    ["a wrong token", CALL, "Bearer wrong", 401],
    ["no token", CALL, undefined, 401],
    ["another scheme", CALL, `Basic ${TOKEN}`, 401],
    ["an unknown call", CALL.replace("1", "2"), `Bearer ${TOKEN}`, 401],
    ["another path", "a/b", `Bearer ${TOKEN}`, 404],
  ])("refuses %s at the upgrade", async (_, callId, authorization, status) => {
    const { base, sockets } = await serve();
    expect(await refusal(dial(base, callId, authorization))).toBe(status);
    expect(sockets).toEqual([]);
  });

  it("lets whoever has the token listen in until they go, and nobody else", async () => {
    const { base, sinks } = await serve();
    const listen = (token: string, signal: AbortSignal | null = null): Promise<Response> =>
      fetch(`http://${base}/listen/${CALL}`, { headers: { authorization: `Bearer ${token}` }, signal });
    expect((await listen("wrong")).status).toBe(401);
    expect(sinks).toEqual([]);
    const left = new AbortController();
    const answer = await listen("listener", left.signal);
    expect([answer.status, sinks.length]).toEqual([200, 1]);
    sinks[0]?.frame(Buffer.alloc(640, 1));
    const { value } = (await answer.body?.getReader().read()) ?? {};
    expect(value).toEqual(new Uint8Array(640).fill(1));
    left.abort();
    await vi.waitUntil(() => sinks.length === 0);
    const again = await listen("listener");
    sinks[0]?.end();
    expect((await again.arrayBuffer()).byteLength).toBe(0);
  });

  it("hands on what the carrier says, and passes over what it does not know", async () => {
    const { base, first } = await serve();
    const client = dial(base, CALL, `Bearer ${TOKEN}`);
    client.on("open", () => {
      client.send(JSON.stringify({ event: "websocket:connected", "content-type": "audio/l16;rate=16000" }));
      client.send(Buffer.alloc(640, 3));
      client.send("not json");
      client.send(JSON.stringify({ event: "websocket:cleared" }));
      client.send(JSON.stringify({ event: "websocket:dtmf", digit: "9", duration: 260 }));
      client.send(JSON.stringify({ event: "websocket:notify", payload: { u: 1 } }));
    });
    const heard = await first;
    await heard.until('mark {"u":1}');
    expect(heard.said).toEqual(["connected", "frame", "dtmf 9", 'mark {"u":1}']);
    expect(heard.frames[0]).toEqual(Buffer.alloc(640, 3));
    client.close();
    await heard.until("closed");
  });

  it("sends frames as single binary messages and commands as text, in order", async () => {
    const { base, first } = await serve();
    const client = dial(base, CALL, `Bearer ${TOKEN}`);
    const got: string[] = [];
    const done = new Promise<void>((resolve) => {
      client.on("message", (data: Buffer, isBinary: boolean) => {
        got.push(isBinary ? `frame ${data.length} ${data[0]}` : data.toString());
        if (got.length === 4) resolve();
      });
    });
    const { socket } = await first;
    socket.sendFrames([Buffer.alloc(640, 1), Buffer.alloc(640, 2)]);
    socket.sendCommand({ action: "notify", payload: { u: 1 } });
    socket.sendCommand({ action: "clear" });
    await done;
    expect(got).toEqual([
      "frame 640 1",
      "frame 640 2",
      '{"action":"notify","payload":{"u":1}}',
      '{"action":"clear"}',
    ]);
    socket.close();
    socket.sendFrames([Buffer.alloc(640)]);
  });

  it("answers health, and nothing else over HTTP", async () => {
    const { base } = await serve();
    const health = await fetch(`http://${base}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
    expect((await fetch(`http://${base}/nothing`)).status).toBe(404);
    expect((await fetch(`http://${base}/health`, { method: "POST" })).status).toBe(404);
  });

  it("takes no new call while it drains, and says when its port is taken", async () => {
    const { base } = await serve();
    server?.stopAccepting();
    expect(await refusal(dial(base, CALL, `Bearer ${TOKEN}`))).toBe(503);
    const port = server?.port ?? 0;
    await expect(
      createMediaServer({
        port,
        host: "127.0.0.1",
        health: () => null,
        admits: () => false,
        admitsListener: () => false,
        listen: () => null,
        onSocket: () => {
          throw new Error("never");
        },
        log,
      }),
    ).rejects.toThrow(/EADDRINUSE/);
  });
});

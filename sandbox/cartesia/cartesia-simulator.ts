import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { sendJson, type Simulator } from "../simulator.ts";
import { warmSpeech } from "../speech/speak.ts";
import type { World } from "../world.ts";
import { readAccess } from "./access.ts";
import { CartesiaError, concurrencyLimited } from "./cartesia-error.ts";
import { AccountQuotas } from "./context-quota.ts";
import { answerSpeech } from "./rest-speech.ts";
import { TtsConnection } from "./tts-connection.ts";
import { type CartesiaVoice, findVoice, listVoices } from "./voices.ts";

export interface CartesiaOptions {
  /** Active contexts of one key; ten times as many sockets. An account with a contract: enough for a load test. */
  maxContexts?: number;
  /** How much faster than it plays audio is sent. */
  realTimeFactor?: number;
}

const SOCKETS_PER_CONTEXT = 10;

/** Cartesia's TTS: `/tts/websocket`, `/tts/bytes`, `/voices`. Any key is believed that does not begin with `invalid`. */
export function createCartesiaSimulator(world: World, options: CartesiaOptions = {}): Simulator {
  const { maxContexts = 200, realTimeFactor = 8 } = options;
  const server = new WebSocketServer({ noServer: true });
  warmSpeech();
  const contexts = new AccountQuotas(maxContexts);
  const sockets = new AccountQuotas(maxContexts * SOCKETS_PER_CONTEXT);

  const answer = async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    const { version } = readAccess(req, url);
    if (req.method === "POST" && url.pathname === "/tts/bytes") await answerSpeech(req, res, world, version);
    else if (req.method === "GET" && url.pathname === "/voices") sendJson(res, 200, pageOfVoices(url));
    else if (req.method === "GET" && url.pathname.startsWith("/voices/"))
      sendJson(res, 200, voiceAt(decodeURIComponent(url.pathname.slice("/voices/".length))));
    else throw new CartesiaError(404, "not_found", "Not found", `There is no ${req.method} ${url.pathname}.`);
  };

  return {
    name: "cartesia",
    async handle(req, res, url) {
      if (!/^\/(tts|voices)(\/|$)/.test(url.pathname)) return false;
      try {
        await answer(req, res, url);
      } catch (error) {
        if (!(error instanceof CartesiaError)) throw error;
        sendJson(res, error.status, error.toBody());
      }
      return true;
    },
    upgrade(req, socket, head, url) {
      if (url.pathname !== "/tts/websocket") return false;
      try {
        const { key, version } = readAccess(req, url);
        const release = sockets.of(key).take();
        if (!release) throw concurrencyLimited();
        socket.once("close", release);
        const quota = contexts.of(key);
        server.handleUpgrade(req, socket, head, (ws) =>
          TtsConnection.serve(ws, world, { version, realTimeFactor, quota }),
        );
      } catch (error) {
        if (!(error instanceof CartesiaError)) throw error;
        refuseUpgrade(socket, error);
      }
      return true;
    },
    reset() {
      for (const client of server.clients) client.terminate();
    },
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

/** `GET /voices?limit&starting_after&q`. */
function pageOfVoices(url: URL): { data: CartesiaVoice[]; has_more: boolean } {
  const query = url.searchParams;
  const wanted = query.get("q")?.toLowerCase() ?? "";
  const all = listVoices().filter((v) => `${v.name} ${v.description} ${v.id}`.toLowerCase().includes(wanted));
  const after = query.get("starting_after");
  const from = after ? all.findIndex((voice) => voice.id === after) + 1 : 0;
  const limit = Math.min(100, Math.max(1, Number(query.get("limit") ?? 10) || 10));
  const data = all.slice(from, from + limit);
  return { data, has_more: from + limit < all.length };
}

function voiceAt(id: string): CartesiaVoice {
  const found = findVoice(id);
  if (!found)
    throw new CartesiaError(404, "voice_not_found", "Voice not found", `No voice has the id ${id}.`);
  return found.voice;
}

const REASONS: Record<number, string> = { 400: "Bad Request", 401: "Unauthorized", 429: "Too Many Requests" };

function refuseUpgrade(socket: Duplex, error: CartesiaError): void {
  const body = JSON.stringify(error.toBody());
  // The client may be gone already; nobody else listens.
  socket.on("error", () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${error.status} ${REASONS[error.status] ?? "Error"}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

import { randomUUID } from "node:crypto";
import { WebSocketServer, type WebSocket } from "ws";
import { sendJson, type Simulator } from "../simulator.ts";
import { spokenCorpus } from "../speech/speak.ts";
import type { World } from "../world.ts";
import { answerSpeak } from "./aura-speech.ts";
import {
  checkCredentials,
  DeepgramRefusal,
  plannedRefusal,
  refusalBody,
  refuseUpgrade,
} from "./deepgram-refusal.ts";
import { FluxConnection, type ListenOptions } from "./flux-connection.ts";
import { parseFluxSettings } from "./flux-settings.ts";
import { NovaConnection } from "./nova-connection.ts";
import { parseNovaSettings } from "./nova-settings.ts";

/** Nova ends a stream that brings neither audio nor a KeepAlive for so long. */
const NOVA_IDLE_MS = 10_000;

export interface DeepgramOptions {
  /** Flux: neither audio nor a ping for so long. */
  idleTimeoutMs?: number;
  unknownSpeechLimitMs?: number;
}

type Serve = (ws: WebSocket, options: Omit<ListenOptions, "idleTimeoutMs">) => void;

/** Deepgram's Flux on `/v2/listen`, Nova on `/v1/listen`, Aura on `/v1/speak` (REST). Any key is believed that does not begin with `invalid`. */
export function createDeepgramSimulator(world: World, options: DeepgramOptions = {}): Simulator {
  const { idleTimeoutMs = 60_000, unknownSpeechLimitMs = 4_000 } = options;
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: (protocols) => [...protocols][0] ?? false,
  });
  const requestIds = new WeakMap<object, string>();
  server.on("headers", (headers, req) => {
    const requestId = requestIds.get(req);
    if (requestId) headers.push(`dg-request-id: ${requestId}`);
  });

  /** How such a stream is served, once its settings have been believed. Throws DeepgramRefusal. */
  const listening: Record<string, (query: URLSearchParams) => Serve> = {
    "/v1/listen": (query) => {
      const settings = parseNovaSettings(query);
      return (ws, given) => NovaConnection.serve(ws, settings, { ...given, idleTimeoutMs: NOVA_IDLE_MS });
    },
    "/v2/listen": (query) => {
      const settings = parseFluxSettings(query);
      return (ws, given) => FluxConnection.serve(ws, world, settings, { ...given, idleTimeoutMs });
    },
  };
  return {
    name: "deepgram",
    async handle(req, res, url) {
      if (req.method !== "POST" || url.pathname !== "/v1/speak") return false;
      try {
        checkCredentials(req);
        await answerSpeak(req, res, url, world);
      } catch (error) {
        if (!(error instanceof DeepgramRefusal)) throw error;
        sendJson(res, error.status, refusalBody(error));
      }
      return true;
    },
    upgrade(req, socket, head, url) {
      const settle = listening[url.pathname];
      if (settle === undefined) return false;
      try {
        checkCredentials(req);
        const serve = settle(url.searchParams);
        const fault = world.takeFault("deepgram");
        if (fault && /^\d{3}$/.test(fault)) throw plannedRefusal(Number(fault));
        const requestId = randomUUID();
        requestIds.set(req, requestId);
        server.handleUpgrade(req, socket, head, (ws) =>
          serve(ws, { requestId, corpus: spokenCorpus, unknownSpeechLimitMs, fault }),
        );
      } catch (error) {
        if (!(error instanceof DeepgramRefusal)) throw error;
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

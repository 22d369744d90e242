import { randomUUID } from "node:crypto";
import { WebSocketServer } from "ws";
import type { Simulator } from "../simulator.ts";
import { spokenCorpus } from "../speech/speak.ts";
import type { World } from "../world.ts";
import { checkCredentials, DeepgramRefusal, plannedRefusal, refuseUpgrade } from "./deepgram-refusal.ts";
import { FluxConnection } from "./flux-connection.ts";
import { parseFluxSettings } from "./flux-settings.ts";

export interface DeepgramOptions {
  idleTimeoutMs?: number;
  unknownSpeechLimitMs?: number;
}

/** Deepgram's Flux on `/v2/listen`. Any key is believed that does not begin with `invalid`. */
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

  return {
    name: "deepgram",
    handle: () => Promise.resolve(false),
    upgrade(req, socket, head, url) {
      if (url.pathname !== "/v2/listen") return false;
      try {
        checkCredentials(req);
        const settings = parseFluxSettings(url.searchParams);
        const fault = world.takeFault("deepgram");
        if (fault && /^\d{3}$/.test(fault)) throw plannedRefusal(Number(fault));
        const requestId = randomUUID();
        requestIds.set(req, requestId);
        server.handleUpgrade(req, socket, head, (ws) =>
          FluxConnection.serve(ws, world, settings, {
            requestId,
            corpus: spokenCorpus,
            idleTimeoutMs,
            unknownSpeechLimitMs,
            fault,
          }),
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

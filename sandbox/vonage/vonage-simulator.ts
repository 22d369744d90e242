import type { IncomingMessage, ServerResponse } from "node:http";
import { sandboxSpeech, type Speech } from "../callees/speech.ts";
import { readBody, sendJson, type Simulator } from "../simulator.ts";
import type { World } from "../world.ts";
import { controlCall } from "./call-control.ts";
import { listCalls } from "./call-list.ts";
import { restView } from "./call-record.ts";
import { type Clock, systemClock } from "./clock.ts";
import { parseCreateRequest } from "./create-request.ts";
import { RateWindow } from "./rate-window.ts";
import { RestAuthorization } from "./rest-authorization.ts";
import { badRequest, notFound, RestError, tooManyRequests, unauthorized } from "./rest-error.ts";
import { Switchboard } from "./switchboard.ts";

export interface VonageOptions {
  applicationId: string;
  /** SPKI PEM of the application's key; tokens are signed with its private half. */
  publicKeyPem: string;
  /** HS256 key of signed webhooks. */
  signatureSecret: string;
  apiKey: string;
  clock?: Clock;
  speech?: Speech;
}

export interface VonageSimulator extends Simulator {
  readonly switchboard: Switchboard;
}

/** An account takes 15 other requests a second where it takes 3 calls. */
const OTHER_REQUESTS_PER_CALL = 5;
const CALLS_PATH = "/v1/calls";

export function createVonageSimulator(world: World, options: VonageOptions): VonageSimulator {
  const clock = options.clock ?? systemClock;
  const switchboard = new Switchboard(world, options, clock, options.speech ?? sandboxSpeech);
  const authorization = new RestAuthorization(options.applicationId, options.publicKeyPem);
  const creates = new RateWindow();
  const others = new RateWindow();
  /** Numbers that were refused when they were last asked for. */
  const throttled = new Set<string>();

  async function answer(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    if (!(await authorization.isValid(req.headers.authorization))) throw unauthorized();
    const uuid = url.pathname.slice(CALLS_PATH.length + 1);
    if (req.method === "POST" && uuid === "") return create(req, res);
    if (!others.take(clock.now(), Math.ceil(world.callsPerSecond * OTHER_REQUESTS_PER_CALL)))
      throw tooManyRequests();
    if (req.method === "GET") {
      if (uuid === "") return sendJson(res, 200, listCalls(switchboard.records(), url));
      const record = switchboard.find(uuid);
      if (!record) throw notFound();
      return sendJson(res, 200, restView(record));
    }
    if (req.method !== "PUT") throw notFound();
    const call = switchboard.liveCall(uuid);
    if (!call) throw notFound();
    await controlCall(call, await readJson(req), clock.now());
    res.writeHead(204).end();
  }

  async function create(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readJson(req);
    const fault = world.takeFault("vonage");
    if (fault === "refused_credentials") throw unauthorized();
    if (fault === "rate_limited") throw tooManyRequests();
    if (fault === "broken") throw new RestError(500, { type: "INTERNAL_ERROR", error_title: "Server Error" });
    if (fault === "reset") {
      req.socket.destroy();
      return;
    }
    const takenAtMs = clock.now();
    if (!creates.take(takenAtMs, world.callsPerSecond)) throw tooManyRequests();
    const wanted = parseCreateRequest(body);
    const number = wanted.to[0]?.number ?? "";
    const person = switchboard.personAt(number);
    if (person.request === "throttled_first" && !throttled.delete(number)) {
      throttled.add(number);
      throw tooManyRequests();
    }
    const record = switchboard.place(wanted, takenAtMs);
    // The phone rings, and the one who asked never hears of it.
    if (fault === "answer_lost" || person.request === "answer_lost") return;
    sendJson(res, 201, {
      uuid: record.uuid,
      status: "started",
      direction: "outbound",
      conversation_uuid: record.conversationUuid,
    });
  }

  return {
    name: "vonage",
    switchboard,
    async handle(req, res, url) {
      if (url.pathname !== CALLS_PATH && !url.pathname.startsWith(`${CALLS_PATH}/`)) return false;
      try {
        await answer(req, res, url);
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        sendJson(res, error.status, error.body);
      }
      return true;
    },
    reset() {
      creates.clear();
      others.clear();
      throttled.clear();
      switchboard.reset();
    },
    async close() {
      switchboard.reset();
    },
  };
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  const body = await readBody(req);
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    throw badRequest([{ name: "body", reason: "is not JSON" }]);
  }
}

import { createPrivateKey, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import { Vonage } from "@vonage/server-sdk";
import { WebSocketServer } from "ws";
import { NoiseSpeech } from "../callees/noise-speech.ts";
import { createControlSimulator } from "../control/control-simulator.ts";
import { Mailbox } from "../control/mailbox.ts";
import { readBody, serveSimulators } from "../simulator.ts";
import { World } from "../world.ts";
import { AppSocket } from "./app-socket.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { createVonageSimulator, type VonageSimulator } from "./vonage-simulator.ts";

export const APPLICATION_ID = "6a8b3c1e-0d5f-4b7a-9c2d-1e3f5a7b9c0d";
export const SIGNATURE_SECRET = "a signature secret of some length";
export const KEYS = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** A token as the SDK makes it: RS256, with the application's claims. */
export async function restToken(
  applicationId = APPLICATION_ID,
  privateKey: string = KEYS.privateKey,
  lastsS = 900,
): Promise<string> {
  const nowS = Math.floor(Date.now() / 1000);
  return new SignJWT({ application_id: applicationId, jti: randomUUID(), iat: nowS, exp: nowS + lastsS })
    .setProtectedHeader({ typ: "JWT", alg: "RS256" })
    .sign(createPrivateKey(privateKey));
}

interface Answer {
  status: number;
  body?: unknown;
}

export interface ReceivedEvent {
  path: string;
  method: string;
  authorization: string;
  raw: string;
  body: Record<string, unknown>;
}

/** The carrier on a port of its own in a time of its own, the real SDK, and an app that takes webhooks and sockets. */
export class CarrierRig {
  readonly clock = new VirtualClock();
  readonly world = new World();
  readonly speech = new NoiseSpeech();
  readonly mailbox = new Mailbox();
  readonly carrier: VonageSimulator;
  readonly events: ReceivedEvent[] = [];
  readonly sockets: AppSocket[] = [];
  /** What the app answers to a webhook: a status, and a body. undefined: it never answers. */
  answerEvent: (event: ReceivedEvent) => Answer | undefined | Promise<Answer> = () => ({
    status: 200,
  });
  acceptsSockets = true;
  url = "";
  appUrl = "";
  private readonly servers: Server[] = [];
  private readonly socketServer = new WebSocketServer({ noServer: true });

  private constructor() {
    this.carrier = createVonageSimulator(this.world, {
      applicationId: APPLICATION_ID,
      publicKeyPem: KEYS.publicKey,
      signatureSecret: SIGNATURE_SECRET,
      apiKey: "abcd1234",
      clock: this.clock,
      speech: this.speech,
    });
  }

  static async start(): Promise<CarrierRig> {
    const rig = new CarrierRig();
    const { carrier, mailbox } = rig;
    const parts = { switchboard: carrier.switchboard, mailbox, simulators: [carrier] };
    rig.url = await rig.listen(serveSimulators([carrier, createControlSimulator(rig.world, parts)]));
    rig.appUrl = await rig.listen(rig.app());
    return rig;
  }

  vonage(privateKey: string = KEYS.privateKey, applicationId = APPLICATION_ID): Vonage {
    return new Vonage({ applicationId, privateKey }, { apiHost: this.url, timeout: 5000 });
  }

  connectNcco(query = "", contentType = "audio/l16;rate=16000"): Record<string, unknown>[] {
    const endpoint = {
      type: "websocket",
      uri: `${this.appUrl.replace("http", "ws")}/ws${query}`,
      "content-type": contentType,
      headers: { callId: "c1" },
      authorization: { type: "custom", value: "Bearer one-time" },
    };
    return [{ action: "connect", eventType: "synchronous", endpoint: [endpoint] }];
  }

  /** The body of a create, as the API wants it. */
  createBody(nn: string, more: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      to: [{ type: "phone", number: nn.length === 2 ? `141555501${nn}` : nn }],
      from: { type: "phone", number: "14155550199" },
      ncco: this.connectNcco(),
      event_url: [`${this.appUrl}/event`],
      ringing_timer: 30,
      ...more,
    };
  }

  /** Places a call through the SDK; its uuid. */
  async place(nn: string, more: Record<string, unknown> = {}): Promise<string> {
    const { to, from, ncco, event_url: eventUrl, ...rest } = this.createBody(nn, more);
    const request = { to, from, ncco, eventUrl, ...rest };
    const placed = await this.vonage().voice.createOutboundCall(request as never);
    return placed.uuid;
  }

  record(uuid: string): NonNullable<ReturnType<VonageSimulator["switchboard"]["find"]>> {
    const record = this.carrier.switchboard.find(uuid);
    if (!record) throw new Error("no such call");
    return record;
  }

  /** Statuses of the webhooks of one leg, in the order in which they came. */
  statusesOf(uuid: string): string[] {
    return this.events
      .filter(({ body }) => body["uuid"] === uuid || body["call_uuid"] === uuid)
      .map(({ body }) => String(body["status"]));
  }

  /** Goes on until the call is over and every webhook that was put on the wire has come. */
  async finish(uuid: string, limitMs = 180_000): Promise<void> {
    await this.clock.advanceUntil(() => this.record(uuid).endedAtMs !== null, limitMs);
    await this.clock.advanceUntil(
      () => this.statusesOf(uuid).length >= this.record(uuid).statusesSent.length,
      10_000,
    );
    await this.clock.advance(1000);
  }

  /** The socket of the app that was opened as the `number`th, from 1. */
  async socket(number = 1): Promise<AppSocket> {
    await this.clock.advanceUntil(() => this.sockets[number - 1]?.connected !== undefined, 60_000);
    return this.sockets[number - 1] as AppSocket;
  }

  async close(): Promise<void> {
    await this.carrier.close();
    for (const socket of this.sockets) socket.terminate();
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  private app(): Server {
    const server = createServer((req, res) => void this.receiveAndAnswer(req, res));
    server.on("upgrade", (req, socket, head) => {
      if (!this.acceptsSockets) return void socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
      this.socketServer.handleUpgrade(req, socket, head, (ws) => {
        this.sockets.push(new AppSocket(ws, req, this.speech));
      });
    });
    return server;
  }

  private async receiveAndAnswer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const answer = await this.answerEvent(await this.receive(req));
    if (!answer) return;
    res.writeHead(answer.status, { "content-type": "application/json" });
    res.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  }

  private async receive(req: IncomingMessage): Promise<ReceivedEvent> {
    const url = new URL(req.url ?? "/", "http://app");
    const raw = (await readBody(req)).toString("utf8");
    const body =
      raw === "" ? Object.fromEntries(url.searchParams) : (JSON.parse(raw) as ReceivedEvent["body"]);
    const { method = "", headers } = req;
    const event = { path: url.pathname, method, authorization: headers.authorization ?? "", raw, body };
    this.events.push(event);
    return event;
  }

  private async listen(server: Server): Promise<string> {
    this.servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}

import { Agent, request as httpRequest } from "node:http";

export interface Sent {
  method: string;
  /** With its query, as it is to stand on the wire. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

export interface Received {
  status: number;
  headers: Record<string, string>;
  /** Of an answer without an end only its beginning. */
  body: Buffer;
}

/** So long an answer without an end is listened to. */
const STREAM_MS = 150;
/** Nothing takes as long: whoever waits so long waits for ever. */
const GIVEN_UP_MS = 60_000;

const ENDLESS = /^(text\/event-stream|application\/octet-stream)/;

/** HTTP as it is written: no address is mended and no header is added. Throws when no answer comes. */
export class Wire {
  private readonly agent: Agent;
  private readonly base: URL;

  constructor(base: string, connections: number) {
    this.base = new URL(base);
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  send({ method, path, headers, body }: Sent): Promise<Received> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.base;
      const length = body === null ? {} : { "content-length": String(body.length) };
      const options = {
        agent: this.agent,
        host: hostname,
        port,
        method,
        path,
        headers: { ...length, ...headers },
      };
      const asked = httpRequest(options, (response) => {
        const chunks: Buffer[] = [];
        const told = (): void =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(response.headers).map(([k, v]) => [k, String(v)])),
            body: Buffer.concat(chunks),
          });
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", told);
        response.on("error", reject);
        if (!ENDLESS.test(response.headers["content-type"] ?? "")) return;
        setTimeout(() => {
          told();
          asked.destroy();
        }, STREAM_MS);
      });
      asked.setTimeout(GIVEN_UP_MS, () => asked.destroy(new Error(`no answer within ${GIVEN_UP_MS} ms`)));
      asked.on("error", reject);
      asked.end(body ?? undefined);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

import { request as httpRequest, type ClientRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export interface WebhookLimits {
  connectTimeoutMs: number;
  responseTimeoutMs: number;
}

export type WebhookResult =
  | { outcome: "answered"; status: number; body: string }
  /** No connection, or no answer, within the time. */
  | { outcome: "timeout" }
  | { outcome: "reset" };

export interface WebhookCall {
  url: string;
  method: "POST" | "GET";
  /** The JSON that a POST carries; a GET carries its fields in the query. */
  payload: string;
  authorization: string;
  limits: WebhookLimits;
  signal: AbortSignal;
}

const MAX_ANSWER_BYTES = 256 * 1024;

/** One try. Each has a connection of its own: a kept one that the app just closed would look like a reset. */
export function postWebhook(call: WebhookCall): Promise<WebhookResult> {
  return new Promise((resolve) => {
    const url = new URL(call.url);
    const isPost = call.method === "POST";
    if (!isPost) addToQuery(url, call.payload);
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const headers: Record<string, string | number> = { authorization: call.authorization };
    if (isPost) {
      headers["content-type"] = "application/json";
      headers["content-length"] = Buffer.byteLength(call.payload);
    }
    const req = send(url, { method: call.method, agent: false, headers, signal: call.signal });
    const finish = (result: WebhookResult): void => {
      resolve(result);
      req.destroy();
    };
    const timeout = (): void => finish({ outcome: "timeout" });
    const connecting = setTimeout(timeout, call.limits.connectTimeoutMs);
    const answering = setTimeout(timeout, call.limits.responseTimeoutMs);
    req.on("socket", (socket) => socket.on("connect", () => clearTimeout(connecting)));
    req.on("error", () => finish({ outcome: "reset" }));
    req.on("close", () => {
      clearTimeout(connecting);
      clearTimeout(answering);
    });
    readAnswer(req, finish);
    req.end(isPost ? call.payload : undefined);
  });
}

function readAnswer(req: ClientRequest, finish: (result: WebhookResult) => void): void {
  req.on("response", (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
    });
    response.on("error", () => finish({ outcome: "reset" }));
    response.on("end", () =>
      finish({
        outcome: "answered",
        status: response.statusCode ?? 0,
        body: Buffer.concat(chunks).toString("utf8"),
      }),
    );
  });
}

function addToQuery(url: URL, payload: string): void {
  for (const [name, value] of Object.entries(JSON.parse(payload) as Record<string, unknown>))
    url.searchParams.append(name, typeof value === "string" ? value : JSON.stringify(value));
}

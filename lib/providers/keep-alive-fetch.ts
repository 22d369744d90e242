import http from "node:http";
import https from "node:https";
import { Readable } from "node:stream";

const NO_BODY = new Set([204, 205, 304]);

/**
 * A `fetch` for JSON APIs that keeps its connections for a minute. Node's own lets go after four seconds: in a
 * conversation that would be a new TLS handshake before nearly every answer.
 */
export function createKeepAliveFetch(idleMs = 60_000): typeof fetch {
  const options = { keepAlive: true, timeout: idleMs, maxFreeSockets: 256 };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };

  async function ask(url: URL, init: RequestInit, mayRepeat: boolean): Promise<Response> {
    const secure = url.protocol === "https:";
    const request = (secure ? https : http).request(url, {
      method: init.method ?? "GET",
      headers: Object.fromEntries(new Headers(init.headers)),
      agent: secure ? agents.https : agents.http,
      signal: init.signal ?? undefined,
    });
    try {
      return await answerTo(request, init.body);
    } catch (error) {
      // The server let go of an idle connection just as it was taken up again: nobody has seen the request.
      const wasStale =
        request.reusedSocket && error instanceof Error && /ECONNRESET|EPIPE/.test(codeOf(error));
      if (wasStale && mayRepeat && !init.signal?.aborted) return ask(url, init, false);
      throw error;
    }
  }

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    return ask(url, init, true);
  };
}

function answerTo(request: http.ClientRequest, body: RequestInit["body"]): Promise<Response> {
  if (body !== null && body !== undefined && typeof body !== "string")
    throw new TypeError("this fetch sends text only");
  return new Promise((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (answer) => {
      const status = answer.statusCode ?? 500;
      const headers = new Headers();
      for (const [name, values] of Object.entries(answer.headersDistinct))
        for (const value of values ?? []) headers.append(name, value);
      if (NO_BODY.has(status)) answer.resume();
      const stream = NO_BODY.has(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
      resolve(new Response(stream, { status, statusText: answer.statusMessage, headers }));
    });
    request.end(body ?? undefined);
  });
}

const codeOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : "";

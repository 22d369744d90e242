import { lookup } from "node:dns/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIPv6, type LookupFunction } from "node:net";
import type { WebhookRequest, WebhookSender } from "./port.ts";
import { addressIn, isAllowedAddress } from "./public-address.ts";

const TIMEOUT_MS = 15_000;
const NOT_PUBLIC = "This address is not on the public internet.";

interface Options {
  /** For one machine that is its own world: `http:` and loopback will do. */
  allowsLoopback: boolean;
  /** A host's addresses; left out: the system's. */
  resolve?: (host: string) => Promise<string[]>;
  timeoutMs?: number;
}

const systemResolve = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

export function createWebhookSender(options: Options): WebhookSender {
  const { allowsLoopback, resolve = systemResolve, timeoutMs = TIMEOUT_MS } = options;
  const isAllowed = (address: string): boolean => isAllowedAddress(address, allowsLoopback);

  function refusalOf(url: URL): string | null {
    if (url.username || url.password) return "Leave the name and the password out of the address.";
    const address = addressIn(url);
    if (address !== null && !isAllowed(address)) return NOT_PUBLIC;
    if (url.protocol !== "https:" && !allowsLoopback) return "The address must begin with https://.";
    return null;
  }

  return {
    async refusal(text) {
      const url = new URL(text);
      const refusal = refusalOf(url);
      if (refusal !== null || addressIn(url) !== null) return refusal;
      const addresses = await resolve(url.hostname).catch(() => []);
      return addresses.every(isAllowed) ? null : NOT_PUBLIC;
    },
    async post(request) {
      const url = new URL(request.url);
      const refusal = refusalOf(url);
      if (refusal !== null) return { status: null, error: refusal };
      try {
        const named = addressIn(url);
        const addresses = named === null ? await resolve(url.hostname) : [named];
        if (addresses.length === 0 || !addresses.every(isAllowed)) return { status: null, error: NOT_PUBLIC };
        return { status: await send(url, request, addresses, timeoutMs), error: null };
      } catch (error) {
        return { status: null, error: sentenceOf(error as NodeJS.ErrnoException) };
      }
    },
  };
}

/** The connection goes to what was judged, whatever the name leads to by now: no second answer can slip in between. */
function pinned(addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, { all }, done) => {
    const [first] = found;
    if (all || !first) done(null, found);
    else done(null, first.address, first.family);
  };
}

function send(
  url: URL,
  { headers, body }: WebhookRequest,
  addresses: string[],
  timeoutMs: number,
): Promise<number | null> {
  return new Promise((done, fail) => {
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        lookup: pinned(addresses),
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        // What it says is nobody's business; the status tells.
        response.destroy();
        done(response.statusCode ?? null);
      },
    );
    request.on("error", fail);
    request.end(body);
  });
}

const SENTENCES: Record<string, string> = {
  ENOTFOUND: "The host could not be found.",
  EAI_AGAIN: "The host could not be found.",
  ECONNREFUSED: "The connection was refused.",
  ECONNRESET: "The connection broke off.",
  EPIPE: "The connection broke off.",
};

function sentenceOf(error: NodeJS.ErrnoException): string {
  if (error.name === "AbortError" || error.name === "TimeoutError") return "There was no answer in time.";
  const known = SENTENCES[error.code ?? ""];
  if (known !== undefined) return known;
  const isTls = error.code?.startsWith("ERR_TLS") || error.code?.includes("CERT");
  return isTls ? "The certificate is not valid." : "The connection failed.";
}

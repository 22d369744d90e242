import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Signs our own addresses and tokens with TALKY_SECRET, so that none of them has to be stored. */
export interface CarrierLinks {
  /** Where the carrier tells what becomes of this call. */
  eventUrl(callId: string): string;
  /** Where it tells what becomes of a colleague whom the call is connected to, and asks what to say to them first. */
  transferEventUrl(callId: string): string;
  briefingUrl(callId: string): string;
  verifyBriefing(callId: string, signature: string | null): boolean;
  /** True when `signature` is the one that `eventUrl` carries. */
  verifyEvent(callId: string, signature: string | null): boolean;
  /** What opens the call's first audio socket; its hash is on the call's row. */
  socketToken(callId: string): string;
  /** What opens one more socket of a call whose socket was lost: another one each time, known by its signature. */
  reconnectToken(callId: string): string;
  verifyReconnect(callId: string, token: string): boolean;
  /** Where somebody listens in to a call at its worker, and what lets them for the next moments. */
  listenUrl(workerUrl: string, callId: string): string;
  listenerToken(callId: string, now: Date): string;
  verifyListener(callId: string, token: string, now: Date): boolean;
  /** The audio socket of a call at its worker (`calls.worker_url`), `ws:` or `wss:`. */
  socketUrl(workerUrl: string, callId: string): string;
}

/** The clocks of two machines may differ by some of it. */
const LISTENER_COMES_WITHIN_MS = 30_000;

/** SHA-256 in hex, as `calls.socket_token_hash` keeps it. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export function createCarrierLinks(options: { secret: string; publicUrl: string }): CarrierLinks {
  const sign = (text: string): string =>
    createHmac("sha256", options.secret).update(text).digest("base64url");
  const base = options.publicUrl.replace(/\/+$/, "");
  const eventUrl = (callId: string): string =>
    `${base}/api/webhooks/vonage/event/${callId}?s=${sign(`event:${callId}`)}`;
  return {
    eventUrl,
    transferEventUrl: (callId) => `${eventUrl(callId)}&leg=transfer`,
    briefingUrl: (callId) => `${base}/api/webhooks/vonage/briefing/${callId}?s=${sign(`briefing:${callId}`)}`,
    verifyBriefing: (callId, signature) => isSame(sign(`briefing:${callId}`), signature ?? ""),
    verifyEvent: (callId, signature) => isSame(sign(`event:${callId}`), signature ?? ""),
    socketToken: (callId) => sign(`socket:${callId}`),
    reconnectToken(callId) {
      const nonce = randomBytes(16).toString("base64url");
      return `${nonce}.${sign(`reconnect:${callId}:${nonce}`)}`;
    },
    verifyReconnect(callId, token) {
      const [nonce = "", signature = ""] = token.split(".");
      return isSame(sign(`reconnect:${callId}:${nonce}`), signature);
    },
    listenUrl: (workerUrl, callId) => `${workerUrl.replace(/\/+$/, "")}/listen/${callId}`,
    listenerToken(callId, now) {
      const until = now.getTime() + LISTENER_COMES_WITHIN_MS;
      return `${until}.${sign(`listen:${callId}:${until}`)}`;
    },
    verifyListener(callId, token, now) {
      const [until = "", signature = ""] = token.split(".");
      return isSame(sign(`listen:${callId}:${until}`), signature) && Number(until) >= now.getTime();
    },
    socketUrl: (workerUrl, callId) =>
      `${workerUrl.replace(/^http/, "ws").replace(/\/+$/, "")}/ws/voice/${callId}`,
  };
}

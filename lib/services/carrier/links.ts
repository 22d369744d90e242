import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Signs our own addresses and tokens with TALKY_SECRET, so that none of them has to be stored. */
export interface CarrierLinks {
  /** Where the carrier tells what becomes of this call. */
  eventUrl(callId: string): string;
  /** True when `signature` is the one that `eventUrl` carries. */
  verifyEvent(callId: string, signature: string | null): boolean;
  /** What opens the call's audio socket; the same each time, so that a lost socket can be connected again. */
  socketToken(callId: string): string;
  /** The audio socket of a call at its worker (`calls.worker_url`), `ws:` or `wss:`. */
  socketUrl(workerUrl: string, callId: string): string;
}

/** SHA-256 in hex, as `calls.socket_token_hash` keeps it. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function createCarrierLinks(options: { secret: string; publicUrl: string }): CarrierLinks {
  const sign = (text: string): string =>
    createHmac("sha256", options.secret).update(text).digest("base64url");
  const base = options.publicUrl.replace(/\/+$/, "");
  return {
    eventUrl: (callId) => `${base}/api/webhooks/vonage/event/${callId}?s=${sign(`event:${callId}`)}`,
    verifyEvent(callId, signature) {
      const expected = Buffer.from(sign(`event:${callId}`));
      const given = Buffer.from(signature ?? "");
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
    socketToken: (callId) => sign(`socket:${callId}`),
    socketUrl: (workerUrl, callId) =>
      `${workerUrl.replace(/^http/, "ws").replace(/\/+$/, "")}/ws/voice/${callId}`,
  };
}

import { createPrivateKey } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Vonage } from "@vonage/server-sdk";
import { ProviderError } from "../errors.ts";
import type { CarrierCall, Telephony } from "./port.ts";
import { parseVonageCall, parseVonageEvent } from "./vonage-events.ts";
import { vonageError, type Asking } from "./vonage-faults.ts";
import { connectNcco, outboundCall, talkNcco, transferNcco } from "./vonage-ncco.ts";
import { verifyVonageWebhook } from "./vonage-webhook.ts";

type Voice = Vonage["voice"];

export interface VonageOptions {
  applicationId: string;
  /** PEM text or the path of a PEM file. */
  privateKey: string;
  apiKey: string;
  signatureSecret: string;
  /** Default: Vonage's own. No trailing slash is needed or kept. */
  apiHost?: string;
  /** Default 5000. */
  timeoutMs?: number;
  /** Vonage refuses to end a call in its first two seconds. Default 2000. */
  hangUpRetryMs?: number;
  now?: () => Date;
}

const HANG_UP_TRIES = 4;
const PAGE_SIZE = 100;
const OVER = new Set(["completed", "busy", "no_answer", "rejected", "invalid_number", "failed", "cancelled"]);

/** Vonage's Voice API. The private key is looked at first when a call is made, so that a bad one fails that call. */
export function createVonage(options: VonageOptions): Telephony {
  const now = options.now ?? (() => new Date());
  let voice: Voice | undefined;

  async function ask<T>(asking: Asking, request: (voice: Voice) => Promise<T>): Promise<T> {
    voice ??= openVoice(options);
    try {
      return await request(voice);
    } catch (error) {
      throw vonageError(error, asking);
    }
  }

  async function getCall(carrierCallId: string): Promise<CarrierCall | null> {
    try {
      return parseVonageCall(await ask("idempotent", (v) => v.getCall(encodeURIComponent(carrierCallId))));
    } catch (error) {
      if (error instanceof ProviderError && error.fault === "not_found") return null;
      throw error;
    }
  }

  /** True when the carrier took it; false when it may be too early or too late for it. */
  async function tryHangUp(carrierCallId: string): Promise<boolean> {
    try {
      await ask("idempotent", (v) => v.hangupCall(encodeURIComponent(carrierCallId)));
      return true;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.fault === "not_found") return true;
      if (error.fault === "refused_request" || error.fault === "rate_limited") return false;
      throw error;
    }
  }

  return {
    name: "vonage",

    async placeCall(request) {
      const placed = await ask("create", async (v) => {
        const call = outboundCall(request) as unknown as Parameters<Voice["createOutboundCall"]>[0];
        return v.createOutboundCall(call);
      });
      if (!placed.uuid) throw new ProviderError("vonage", "maybe_done", placed);
      return { carrierCallId: placed.uuid, conversationId: placed.conversationUUID };
    },

    async hangUp(carrierCallId) {
      for (let tries = 1; ; tries++) {
        if (await tryHangUp(carrierCallId)) return;
        const call = await getCall(carrierCallId);
        if (!call || OVER.has(call.status)) return;
        const retryMs = options.hangUpRetryMs ?? 2000;
        if (tries >= HANG_UP_TRIES) throw new ProviderError("vonage", "too_early", undefined, retryMs);
        await sleep(retryMs);
      }
    },

    async transfer(carrierCallId, to) {
      const ncco = transferNcco(to) as unknown as Parameters<Voice["transferCallWithNCCO"]>[1];
      await ask("idempotent", (v) => v.transferCallWithNCCO(encodeURIComponent(carrierCallId), ncco));
    },

    getCall,

    async listCalls(from, to) {
      const calls: CarrierCall[] = [];
      for (let recordIndex = 0; ; recordIndex += PAGE_SIZE) {
        const span = { dateStart: vonageTime(from), dateEnd: vonageTime(new Date(to.getTime() + 999)) };
        const query = { ...span, pageSize: PAGE_SIZE, recordIndex, order: "asc" };
        const page = await ask("idempotent", (v) =>
          v.getCallsPage(query as unknown as Parameters<Voice["getCallsPage"]>[0]),
        );
        const legs: unknown[] = page["_embedded"]?.calls ?? [];
        calls.push(...legs.map(parseVonageCall).filter((call) => call !== null));
        if (legs.length === 0 || recordIndex + PAGE_SIZE >= page.count) return calls;
      }
    },

    verifyWebhook: (authorization, rawBody) => verifyVonageWebhook(options, authorization, rawBody, now),

    parseEvent: (body) => parseVonageEvent(body, now),

    reconnectAnswer: (socketUrl, socketAuthorization, eventUrl) =>
      connectNcco({ socketUrl, socketAuthorization, eventUrl }),

    briefingAnswer: talkNcco,

    async check() {
      await ask("idempotent", (v) => v.getCallsPage({ pageSize: 1 }));
    },
  };
}

/** Throws `refused_credentials` when the key cannot be read: a call that was never asked for is not `maybe_done`. */
function openVoice(options: VonageOptions): Voice {
  try {
    const path = options.privateKey.startsWith("-----") ? null : options.privateKey;
    // A key in an environment variable often has its line breaks written as \n.
    const privateKey =
      path !== null && existsSync(path)
        ? readFileSync(path, "utf8")
        : options.privateKey.replaceAll(String.raw`\n`, "\n");
    createPrivateKey(privateKey);
    return new Vonage(
      { applicationId: options.applicationId, privateKey },
      {
        ...(options.apiHost && { apiHost: options.apiHost.replace(/\/+$/, "") }),
        timeout: options.timeoutMs ?? 5000,
        appendUserAgent: "talky",
      },
    ).voice;
  } catch (error) {
    throw new ProviderError("vonage", "refused_credentials", error);
  }
}

/** Vonage reads `2026-11-20T12:00:00Z`, whole seconds. */
function vonageTime(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, "Z");
}

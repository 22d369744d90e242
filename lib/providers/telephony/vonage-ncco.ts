import type { PlaceCallRequest, TransferToPhone } from "./port.ts";

/**
 * The API's own spelling, because the SDK sends `ncco` as it is. One `connect` to our audio socket and nothing after
 * it: later actions would be played into the call while the socket is up.
 */
export function connectNcco(socket: {
  socketUrl: string;
  socketAuthorization: string;
  eventUrl?: string;
}): Record<string, unknown>[] {
  return [
    {
      action: "connect",
      ...(socket.eventUrl && { eventType: "synchronous", eventUrl: [socket.eventUrl], eventMethod: "POST" }),
      endpoint: [
        {
          type: "websocket",
          uri: socket.socketUrl,
          "content-type": "audio/l16;rate=16000",
          headers: {},
          authorization: { type: "custom", value: socket.socketAuthorization },
        },
      ],
    },
  ];
}

/**
 * Connects a phone. `synchronous`: when nobody answers there, our answer to that event says what is next. With nothing
 * behind it the call ends when they hang up.
 */
export function transferNcco(transfer: TransferToPhone): Record<string, unknown>[] {
  return [
    {
      action: "connect",
      eventType: "synchronous",
      eventUrl: [transfer.eventUrl],
      eventMethod: "POST",
      from: digits(transfer.from),
      timeout: clamp(transfer.ringTimeoutS, 1, 120),
      endpoint: [{ type: "phone", number: digits(transfer.to), onAnswer: { url: transfer.briefingUrl } }],
    },
  ];
}

/** Vonage wants a language with its country. */
const TALK_LANGUAGES: Record<string, string> = { en: "en-US", es: "es-US" };

export function talkNcco(text: string, language: string): Record<string, unknown>[] {
  const [first = "en", country] = language.split("-");
  const tag = country
    ? `${first.toLowerCase()}-${country.toUpperCase()}`
    : TALK_LANGUAGES[first.toLowerCase()];
  return [{ action: "talk", text, ...(tag && { language: tag }) }];
}

/** What the SDK's `createOutboundCall` takes: camelCase, renamed by it; `ncco` and `to` go out as they are. */
export function outboundCall(request: PlaceCallRequest): Record<string, unknown> {
  return {
    to: [{ type: "phone", number: digits(request.to) }],
    from: { type: "phone", number: digits(request.from) },
    ncco: connectNcco(request),
    eventUrl: [request.eventUrl],
    eventMethod: "POST",
    ringingTimer: clamp(request.ringTimeoutS, 1, 120),
    lengthTimer: clamp(request.maxDurationS, 1, 7200),
    // "default" is the asynchronous mode: the others keep the callee in silence for seconds before the socket opens.
    advancedMachineDetection: { behavior: "continue", mode: "default" },
  };
}

const digits = (e164: string): string => e164.replace(/^\+/, "");
const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, Math.round(value)));

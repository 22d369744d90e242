import type { Telephony } from "#lib/providers/telephony/port";

/**
 * The same carrier; `note` hears of each request about a call that it refuses, before whoever asked deals with it. A
 * dial that is refused is the dialer's own matter: it pauses that campaign, which may go on as soon as somebody says so.
 */
export function watchCarrier(carrier: Telephony, note: (error: unknown) => void): Telephony {
  const noted = (error: unknown): never => {
    note(error);
    throw error;
  };
  return {
    name: carrier.name,
    placeCall: (request) => carrier.placeCall(request),
    hangUp: (carrierCallId) => carrier.hangUp(carrierCallId).catch(noted),
    transfer: (carrierCallId, to) => carrier.transfer(carrierCallId, to).catch(noted),
    getCall: (carrierCallId) => carrier.getCall(carrierCallId).catch(noted),
    listCalls: (from, to) => carrier.listCalls(from, to).catch(noted),
    verifyWebhook: (authorization, rawBody) => carrier.verifyWebhook(authorization, rawBody),
    parseEvent: (body) => carrier.parseEvent(body),
    reconnectAnswer: (socketUrl, authorization, eventUrl) =>
      carrier.reconnectAnswer(socketUrl, authorization, eventUrl),
    briefingAnswer: (text, language) => carrier.briefingAnswer(text, language),
    check: () => carrier.check(),
  };
}

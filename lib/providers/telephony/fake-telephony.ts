import type {
  CarrierCall,
  CarrierEvent,
  PlaceCallRequest,
  PlacedCall,
  Telephony,
  TransferToPhone,
} from "./port.ts";
import { parseVonageEvent } from "./vonage-events.ts";

/** A carrier that keeps what it was asked and says what the test told it to. */
export class FakeTelephony implements Telephony {
  readonly name = "vonage";
  readonly placed: PlaceCallRequest[] = [];
  readonly hungUp: string[] = [];
  /** Taken by the next `placeCall`, one each; then calls succeed as `call-1`, `call-2`, … */
  readonly refusals: Error[] = [];
  readonly transfers: ({ carrierCallId: string } & TransferToPhone)[] = [];
  /** Taken by the next `transfer`, one each. */
  readonly transferRefusals: Error[] = [];
  /** What `getCall` and `listCalls` know. */
  readonly calls: CarrierCall[] = [];
  /** Thrown by `verifyWebhook` while set. */
  webhookError: Error | null = null;
  private readonly now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.now = now;
  }

  placeCall(request: PlaceCallRequest): Promise<PlacedCall> {
    this.placed.push(request);
    const refusal = this.refusals.shift();
    if (refusal) return Promise.reject(refusal);
    const carrierCallId = `call-${this.placed.length}`;
    const conversationId = `CON-${this.placed.length}`;
    this.calls.push({
      carrierCallId,
      conversationId,
      to: request.to,
      status: "started",
      startedAt: this.now(),
      endedAt: null,
      durationS: null,
    });
    return Promise.resolve({ carrierCallId, conversationId });
  }

  hangUp(carrierCallId: string): Promise<void> {
    this.hungUp.push(carrierCallId);
    return Promise.resolve();
  }

  transfer(carrierCallId: string, to: TransferToPhone): Promise<void> {
    this.transfers.push({ carrierCallId, ...to });
    const refusal = this.transferRefusals.shift();
    return refusal ? Promise.reject(refusal) : Promise.resolve();
  }

  getCall(carrierCallId: string): Promise<CarrierCall | null> {
    return Promise.resolve(this.calls.find((call) => call.carrierCallId === carrierCallId) ?? null);
  }

  listCalls(from: Date, to: Date): Promise<CarrierCall[]> {
    return Promise.resolve(
      this.calls.filter((call) => call.startedAt && call.startedAt >= from && call.startedAt <= to),
    );
  }

  verifyWebhook(): Promise<void> {
    return this.webhookError ? Promise.reject(this.webhookError) : Promise.resolve();
  }

  parseEvent(body: unknown): CarrierEvent {
    return parseVonageEvent(body, this.now);
  }

  reconnectAnswer(socketUrl: string, socketAuthorization: string, eventUrl?: string): unknown {
    return { socketUrl, socketAuthorization, eventUrl };
  }

  briefingAnswer(text: string, language: string): unknown {
    return { text, language };
  }

  check(): Promise<void> {
    return Promise.resolve();
  }
}

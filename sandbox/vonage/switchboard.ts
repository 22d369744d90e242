import { randomUUID } from "node:crypto";
import { type Person, personAt } from "../callees/person.ts";
import type { Speech } from "../callees/speech.ts";
import type { World } from "../world.ts";
import { AudioShelf } from "./audio-shelf.ts";
import { type CallRecord, isOver } from "./call-record.ts";
import type { Clock } from "./clock.ts";
import type { CreateRequest } from "./create-request.ts";
import { type Exchange, PhoneCall } from "./phone-call.ts";
import { RatePeak } from "./rate-window.ts";
import { webhookAuthorization, type WebhookSigner } from "./signed-webhook.ts";
import { Ticker } from "./ticker.ts";
import { WebhookDelivery } from "./webhook-delivery.ts";

/** Finished calls that are still known. */
const KEPT_CALLS = 20_000;
const OWN_NUMBER = "14155550199";

export interface CarrierStats {
  placed: number;
  active: number;
  max_concurrent: number;
  /** The most calls accepted within any one second. */
  max_per_second: number;
}

/** All calls of the carrier. */
export class Switchboard {
  readonly shelf = new AudioShelf();
  readonly clock: Clock;
  private readonly world: World;
  private readonly exchange: Exchange;
  private readonly delivery: WebhookDelivery;
  private readonly live = new Map<string, PhoneCall>();
  private readonly known = new Map<string, CallRecord>();
  private placed = 0;
  private maxConcurrent = 0;
  private peak = new RatePeak();

  constructor(world: World, signer: WebhookSigner, clock: Clock, speech: Speech) {
    this.world = world;
    this.clock = clock;
    this.delivery = new WebhookDelivery(signer, clock);
    this.exchange = {
      clock,
      speech,
      shelf: this.shelf,
      ticker: new Ticker(clock),
      send: (webhook) => this.delivery.send(webhook),
      socketAuthorization: () => webhookAuthorization(signer, "", clock.now()),
      ended: (call) => this.live.delete(call.record.uuid),
    };
  }

  /** Whom a number belongs to. */
  personAt(number: string): Person {
    return personAt(number, this.world.forcedPersona);
  }

  /** Accepted at that moment: from here on the phone rings, or doesn't. */
  place(request: CreateRequest, takenAtMs: number): CallRecord {
    const to = request.to[0]?.number ?? "";
    const person = this.personAt(to);
    const now = this.clock.now();
    const record: CallRecord = {
      uuid: randomUUID(),
      conversationUuid: `CON-${randomUUID()}`,
      to,
      from: request.from?.number ?? OWN_NUMBER,
      persona: person.persona,
      status: "started",
      requestedAtMs: now,
      ringingAtMs: null,
      answeredAtMs: null,
      endedAtMs: null,
      endedBy: null,
      framesToApp: 0,
      framesFromApp: 0,
      framesPlayed: 0,
      clears: 0,
      calleeSaid: [],
      agentHeard: [],
      statusesSent: [],
      transfers: [],
    };
    const call = new PhoneCall(record, request, person, this.exchange);
    this.live.set(record.uuid, call);
    this.known.set(record.uuid, record);
    this.placed += 1;
    this.maxConcurrent = Math.max(this.maxConcurrent, this.live.size);
    this.peak.note(takenAtMs);
    this.forgetOldest();
    call.start();
    return record;
  }

  /** null: unknown, or over. */
  liveCall(uuid: string): PhoneCall | null {
    return this.live.get(uuid) ?? null;
  }

  find(uuid: string): CallRecord | null {
    return this.known.get(uuid) ?? null;
  }

  /** In the order in which they were placed. */
  records(): CallRecord[] {
    return [...this.known.values()];
  }

  stats(): CarrierStats {
    return {
      placed: this.placed,
      active: this.live.size,
      max_concurrent: this.maxConcurrent,
      max_per_second: this.peak.peak,
    };
  }

  /** No call has ever been: sockets are closed, and nothing that was on its way arrives. */
  reset(): void {
    for (const call of this.live.values()) call.drop();
    this.delivery.reset();
    this.live.clear();
    this.known.clear();
    this.shelf.clear();
    this.placed = 0;
    this.maxConcurrent = 0;
    this.peak = new RatePeak();
  }

  private forgetOldest(): void {
    if (this.known.size <= KEPT_CALLS) return;
    for (const record of this.known.values())
      if (isOver(record)) {
        this.known.delete(record.uuid);
        return;
      }
  }
}

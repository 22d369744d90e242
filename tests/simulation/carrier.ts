import type { Disposition, TelephonyResult } from "#lib/domain/statuses";
import { ProviderError } from "#lib/providers/errors";
import type {
  CarrierCall,
  CarrierEvent,
  CarrierStatus,
  PlaceCallRequest,
  PlacedCall,
  Telephony,
} from "#lib/providers/telephony/port";
import { parseVonageEvent } from "#lib/providers/telephony/vonage-events";
import type { Odds } from "./faults.ts";
import type { Tally } from "./tally.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** What a person does with a call, decided when it is placed. */
export interface Person {
  result: Exclude<TelephonyResult, "unknown" | "cancelled">;
  afterMs: number;
  talkMs: number;
  disposition: Disposition;
  callbackInMs: number | null;
  hangsUpFirst: boolean;
}

/** The carrier's own record: what really happened, whatever anybody was told. */
export interface TrueCall {
  id: string;
  /** Of the address to which its events go. */
  callId: string;
  eventUrl: string;
  workerUrl: string;
  to: string;
  person: Person;
  placedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  result: TelephonyResult | null;
  isDeaf: boolean;
  /** How many webhooks were sent, and the last of them that arrived. */
  said: number;
  arrived: number;
}

export interface Lines {
  time: VirtualTime;
  random: () => number;
  odds: Odds;
  callsPerSecond: number;
  meet(number: string): Person;
  /** Posts a webhook. */
  tell(eventUrl: string, body: Buffer): Promise<void>;
  /** Opens the audio socket at the worker; false: nobody is there. */
  connect(call: TrueCall): boolean;
  mishaps: Tally;
}

const TIMEOUT_MS = 5000;
const WORDS: Partial<Record<TelephonyResult, [status: string, detail?: string]>> = {
  busy: ["busy"],
  no_answer: ["unanswered"],
  rejected: ["rejected", "declined"],
  failed: ["failed", "internal_error"],
  invalid_number: ["failed", "number_out_of_service"],
};

/** A carrier in memory, in virtual time, that loses, doubles, delays and swaps what it says. */
export class SimulatedCarrier implements Telephony {
  readonly name = "vonage";
  readonly calls: TrueCall[] = [];
  /** The last one that was asked for by each id of ours. */
  readonly byCallId = new Map<string, TrueCall>();
  private readonly byId = new Map<string, TrueCall>();
  private readonly open = new Map<string, TrueCall>();
  webhooks = 0;
  private recent: number[] = [];
  private readonly lines: Lines;

  constructor(lines: Lines) {
    this.lines = lines;
  }

  get liveCalls(): number {
    return this.open.size;
  }

  async placeCall(request: PlaceCallRequest): Promise<PlacedCall> {
    const { time, odds } = this.lines;
    await time.sleep(20 + 80 * this.lines.random());
    if (this.isTooFast() || this.happens(odds.rateLimited)) throw this.refusal("rate_limited", 1000);
    if (this.happens(odds.unreachable)) throw this.refusal("unreachable");
    if (this.happens(odds.refused)) throw this.refusal("refused_request");
    if (this.happens(odds.broken)) throw this.refusal("maybe_done");
    if (this.happens(odds.timeoutBefore)) {
      this.lines.mishaps.add("answers lost, and no phone rang");
      await time.sleep(TIMEOUT_MS);
      throw this.refusal("maybe_done");
    }
    const call = this.place(request);
    if (this.happens(odds.timeoutAfter)) {
      this.lines.mishaps.add("answers lost after the phone rang");
      await time.sleep(TIMEOUT_MS);
      throw this.refusal("maybe_done");
    }
    await time.sleep(20 + 280 * this.lines.random());
    return { carrierCallId: call.id, conversationId: `CON-${call.id}` };
  }

  async hangUp(carrierCallId: string): Promise<void> {
    await this.asked();
    const call = this.open.get(carrierCallId);
    if (!call) return;
    if (call.answeredAt === null) this.say(call, 0, "cancelled");
    this.end(call, call.answeredAt === null ? "cancelled" : "answered", "platform");
  }

  async getCall(carrierCallId: string): Promise<CarrierCall | null> {
    await this.asked();
    const call = this.byId.get(carrierCallId);
    return call ? listed(call) : null;
  }

  async listCalls(from: Date, to: Date): Promise<CarrierCall[]> {
    await this.asked();
    let first = this.calls.length;
    while (first > 0 && (this.calls[first - 1] as TrueCall).placedAt >= from) first -= 1;
    return this.calls
      .slice(first)
      .filter((call) => call.placedAt <= to)
      .map(listed);
  }

  parseEvent(body: unknown): CarrierEvent {
    return parseVonageEvent(body, () => new Date(this.lines.time.now()));
  }

  verifyWebhook(): Promise<void> {
    return Promise.resolve();
  }
  transfer(): Promise<void> {
    return Promise.resolve();
  }
  reconnectAnswer(): unknown {
    return null;
  }
  briefingAnswer(): unknown {
    return null;
  }
  check(): Promise<void> {
    return Promise.resolve();
  }

  private place(request: PlaceCallRequest): TrueCall {
    const { time, random, odds } = this.lines;
    const url = new URL(request.eventUrl);
    const call: TrueCall = {
      id: `carrier-${this.calls.length + 1}`,
      callId: url.pathname.split("/").at(-1) ?? "",
      eventUrl: request.eventUrl,
      workerUrl: new URL(request.socketUrl).host,
      to: request.to,
      person: this.lines.meet(request.to),
      placedAt: new Date(time.now()),
      answeredAt: null,
      endedAt: null,
      result: null,
      isDeaf: random() < odds.deaf,
      said: 0,
      arrived: 0,
    };
    this.calls.push(call);
    this.byId.set(call.id, call);
    this.byCallId.set(call.callId, call);
    this.open.set(call.id, call);
    this.say(call, 10, "started");
    const { result, afterMs } = call.person;
    if (result === "answered" || result === "no_answer" || result === "rejected")
      this.say(call, 600, "ringing");
    const rings = Math.min(result === "no_answer" ? Infinity : afterMs, request.ringTimeoutS * 1000);
    this.later(call, 700 + rings, () => {
      if (result === "answered") return this.answer(call, request.maxDurationS);
      const [status, detail] = WORDS[result] ?? ["failed"];
      this.say(call, 0, status, detail ? { detail } : {});
      this.end(call, result, "platform");
    });
    return call;
  }

  private answer(call: TrueCall, maxDurationS: number): void {
    call.answeredAt = new Date(this.lines.time.now());
    call.result = "answered";
    this.say(call, 0, "answered");
    this.later(call, maxDurationS * 1000, () => this.end(call, "answered", "platform"));
    // Without a socket the call has nothing to do and ends.
    if (!this.lines.connect(call)) this.later(call, 2000, () => this.end(call, "answered", "platform"));
    else if (call.person.hangsUpFirst)
      this.later(call, call.person.talkMs, () => this.end(call, "answered", "user"));
    // Nobody listens to silence for ever.
    else this.later(call, call.person.talkMs + 20_000, () => this.end(call, "answered", "user"));
  }

  /** The worker at the other end of the audio has gone. */
  lineLost(call: TrueCall): void {
    this.later(call, 2000 + 6000 * this.lines.random(), () => this.end(call, "answered", "platform"));
  }

  private end(call: TrueCall, result: TelephonyResult, by: "platform" | "user"): void {
    call.endedAt = new Date(this.lines.time.now());
    call.result = result;
    this.open.delete(call.id);
    const talkedS = call.answeredAt ? (call.endedAt.getTime() - call.answeredAt.getTime()) / 1000 : 0;
    this.say(call, 5, "completed", { duration: String(Math.ceil(talkedS)), disconnected_by: by });
    // Nothing more will be said, and there will be many calls.
    call.eventUrl = "";
  }

  private later(call: TrueCall, ms: number, run: () => void): void {
    this.lines.time.after(ms, async () => {
      if (call.endedAt === null) run();
    });
  }

  private say(call: TrueCall, afterMs: number, status: string, more: Record<string, string> = {}): void {
    const { time, random, odds } = this.lines;
    const body = Buffer.from(
      JSON.stringify({
        uuid: call.id,
        conversation_uuid: `CON-${call.id}`,
        to: call.to.slice(1),
        status,
        timestamp: new Date(time.now() + afterMs).toISOString(),
        ...more,
      }),
    );
    const lost = call.isDeaf || random() < odds.webhookLost;
    const times = lost ? 0 : random() < odds.webhookDoubled ? 2 : 1;
    this.webhooks += 1;
    if (times !== 1) this.lines.mishaps.add(times === 0 ? "webhooks lost" : "webhooks doubled");
    const { eventUrl } = call;
    const order = (call.said += 1);
    for (let i = 0; i < times; i += 1) {
      const isLate = random() < odds.webhookLate;
      const delayMs = isLate ? 200 + 60_000 * random() ** 3 : 10 + 120 * random();
      if (isLate) this.lines.mishaps.add("webhooks delayed");
      time.after(afterMs + delayMs, () => {
        if (order < call.arrived) this.lines.mishaps.add("webhooks swapped");
        call.arrived = Math.max(order, call.arrived);
        return this.lines.tell(eventUrl, body);
      });
    }
  }

  private isTooFast(): boolean {
    const now = this.lines.time.now();
    this.recent = this.recent.filter((at) => now - at < 1000);
    if (this.recent.length >= this.lines.callsPerSecond) return true;
    this.recent.push(now);
    return false;
  }

  private happens(chance: number): boolean {
    return this.lines.random() < chance;
  }

  private async asked(): Promise<void> {
    await this.lines.time.sleep(20 + 100 * this.lines.random());
    if (this.happens(this.lines.odds.askFails)) throw this.refusal("timeout");
  }

  private refusal(fault: ProviderError["fault"], retryAfterMs: number | null = null): ProviderError {
    this.lines.mishaps.add(`requests: ${fault}`);
    return new ProviderError("vonage", fault, undefined, retryAfterMs);
  }
}

function listed(call: TrueCall): CarrierCall {
  const talkedMs =
    call.answeredAt && call.endedAt ? call.endedAt.getTime() - call.answeredAt.getTime() : null;
  return {
    carrierCallId: call.id,
    conversationId: `CON-${call.id}`,
    to: call.to,
    status: statusOf(call),
    startedAt: call.placedAt,
    endedAt: call.endedAt,
    durationS: talkedMs === null ? null : Math.ceil(talkedMs / 1000),
  };
}

function statusOf({ answeredAt, endedAt, result }: TrueCall): CarrierStatus {
  if (endedAt === null) return answeredAt === null ? "ringing" : "answered";
  return result === null || result === "answered" || result === "unknown" ? "completed" : result;
}

import { randomUUID } from "node:crypto";
import { Callee } from "../callees/callee.ts";
import { Mouth } from "../callees/mouth.ts";
import { Colleague } from "../callees/personas/colleague.ts";
import { personAt } from "../callees/person.ts";
import type { Speech } from "../callees/speech.ts";
import type { TransferRecord } from "./call-record.ts";
import type { Clock } from "./clock.ts";
import { parseTalk, type PhoneEndpoint } from "./ncco.ts";
import { planLine, type Unanswered } from "./phone-line.ts";
import type { Exchanged } from "./socket-leg.ts";
import { ANSWER_LIMITS, type Webhook } from "./webhook-delivery.ts";

const TALK_VOICE = "kal";

export interface PhoneLegWorld {
  clock: Clock;
  speech: Speech;
  send(webhook: Webhook): Promise<unknown>;
}

export interface PhoneLegEvents {
  ringing(): void;
  answered(): void;
  failed(how: Unanswered): void;
  /** They have hung up. */
  closed(): void;
}

const asColleague = (): Colleague => new Colleague();

/** Somebody whom a call in progress is connected to: they hear what `onAnswer` says first, then both are joined. */
export class PhoneLeg {
  readonly uuid = randomUUID();
  readonly to: string;
  readonly record: TransferRecord;
  isOpen = false;
  private readonly endpoint: PhoneEndpoint;
  private readonly from: string;
  private readonly world: PhoneLegWorld;
  private readonly on: PhoneLegEvents;
  private readonly stops: (() => void)[] = [];
  private readonly briefing = new Mouth();
  private colleague: Callee | null = null;
  private isJoined = false;
  private isBriefed = false;
  private isOver = false;

  constructor(
    endpoint: PhoneEndpoint,
    call: { from: string; timeoutS: number },
    world: PhoneLegWorld,
    on: PhoneLegEvents,
  ) {
    this.endpoint = endpoint;
    this.to = endpoint.number;
    this.from = call.from;
    this.world = world;
    this.on = on;
    const person = personAt(endpoint.number, null);
    const { persona } = person;
    this.record = { to: this.to, persona, answeredAtMs: null, endedAtMs: null, said: [], heard: [] };
    const plan = planLine(person, call.timeoutS);
    if (plan.ringsAfterMs !== null) this.later(plan.ringsAfterMs, () => on.ringing());
    const { end } = plan;
    if ("answersAfterMs" in end) {
      this.later(end.answersAfterMs, () => {
        this.answer(new Callee({ ...person, behave: asColleague }, world.speech, this));
      });
    } else {
      this.later(end.afterMs, () => this.finish(() => on.failed(end)));
    }
  }

  /** 20 ms of what the caller says (null: silence); back comes what they hear. */
  exchange(said: Buffer | null): Exchanged {
    const { colleague } = this;
    // Whoever picks up waits for what they are to be told first: their patience begins with it.
    if (!colleague || !this.isBriefed || this.isOver) return { sent: false, played: null };
    const spoken = colleague.speakFrame();
    if (this.briefing.isEmpty) this.isJoined = true;
    colleague.hearFrame(this.isJoined ? said : this.briefing.nextFrame());
    return { sent: false, played: this.isJoined ? spoken : null };
  }

  /** The call ends, or goes elsewhere. */
  close(): void {
    this.finish(() => undefined);
  }

  hangUp(): void {
    this.finish(() => this.on.closed());
  }

  beeped(): void {}

  private answer(colleague: Callee): void {
    this.isOpen = true;
    this.colleague = colleague;
    this.record.answeredAtMs = this.world.clock.now();
    this.record.said = colleague.said;
    this.record.heard = colleague.heard;
    this.on.answered();
    colleague.answer();
    void this.brief();
  }

  private async brief(): Promise<void> {
    const url = this.endpoint.onAnswer?.url;
    if (url !== undefined) {
      const body = { to: this.to, from: this.from, endpoint_type: "phone", uuid: this.uuid };
      const webhook = { url, method: "GET" as const, body, mayAnswer: true, limits: ANSWER_LIMITS };
      const texts = parseTalk(await this.world.send(webhook));
      if (!texts) console.error("sandbox: the answer URL of a transfer gave nothing to say");
      for (const text of texts ?? [])
        this.briefing.add((await this.world.speech.speak(text, TALK_VOICE)).pcm);
    }
    this.isBriefed = true;
  }

  private finish(report: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const stop of this.stops) stop();
    this.record.endedAtMs = this.world.clock.now();
    this.colleague?.hungUp();
    report();
  }

  private later(ms: number, run: () => void): void {
    this.stops.push(this.world.clock.after(ms, run));
  }
}

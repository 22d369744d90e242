import { Callee } from "../callees/callee.ts";
import { firstWordsReady } from "../callees/first-words.ts";
import type { LineSound } from "../callees/line-sound.ts";
import type { Person } from "../callees/person.ts";
import type { Speech } from "../callees/speech.ts";
import { AnswerMachine } from "./answer-machine.ts";
import type { AudioShelf, CallTrack } from "./audio-shelf.ts";
import { CallEvents } from "./call-events.ts";
import { chargeOf, type CallRecord, type EndedBy } from "./call-record.ts";
import type { Clock } from "./clock.ts";
import { detectionOf, type CreateRequest } from "./create-request.ts";
import { NccoRun, type CallLine } from "./ncco-run.ts";
import type { Ncco } from "./ncco.ts";
import type { PhoneLegWorld } from "./phone-leg.ts";
import { planLine, type Unanswered } from "./phone-line.ts";
import type { Ticker } from "./ticker.ts";
import { ANSWER_LIMITS, type Webhook } from "./webhook-delivery.ts";

/** Three seconds. */
const BREAKS_AFTER_FRAMES = 150;

/** What all calls share. */
export interface Exchange {
  clock: Clock;
  ticker: Ticker;
  speech: Speech;
  shelf: AudioShelf;
  send(webhook: Webhook): Promise<unknown>;
  /** The `Authorization` by which the carrier shows itself at a socket (`type: "vonage"`). */
  socketAuthorization(): string;
  ended(call: PhoneCall): void;
}

/** One outbound call, from the create to its end. */
export class PhoneCall implements CallLine {
  readonly record: CallRecord;
  readonly request: CreateRequest;
  private readonly person: Person;
  private readonly exchange: Exchange;
  private readonly events: CallEvents;
  private readonly detection: AnswerMachine;
  private readonly stops: (() => void)[] = [];
  private callee: Callee | null = null;
  private readonly sound: LineSound;
  private track: CallTrack | null = null;
  private run: NccoRun;
  private framesOfEarlierRuns = 0;
  private isMuted = false;
  private isEarmuffed = false;

  constructor(record: CallRecord, request: CreateRequest, person: Person, exchange: Exchange) {
    this.record = record;
    this.request = request;
    this.person = person;
    this.sound = person.sound();
    this.exchange = exchange;
    const { clock } = exchange;
    const note = (status: string): void => void record.statusesSent.push(status);
    this.events = new CallEvents(person.events, clock, (webhook) => exchange.send(webhook), note);
    this.run = new NccoRun(this);
    this.detection = new AnswerMachine(detectionOf(request), clock, {
      detected: (what) => this.detected(what),
      beep: (subState) => this.emitDetection("machine", subState),
      goAhead: () => void this.begin(),
    });
  }

  get world(): PhoneLegWorld {
    return this.exchange;
  }

  get socketAuthorization(): string {
    return this.exchange.socketAuthorization();
  }

  start(): void {
    const plan = planLine(this.person, this.request.ringing_timer);
    this.later(0, () => this.emit("started"));
    if (plan.ringsAfterMs !== null) this.later(plan.ringsAfterMs, () => this.ring());
    const { end } = plan;
    if ("answersAfterMs" in end) {
      const isReady = firstWordsReady(this.person, this.exchange.speech);
      this.later(end.answersAfterMs, () => void isReady.then(() => this.answer()));
    } else this.later(end.afterMs, () => this.fail(end));
  }

  /** Told to by the app (REST), by the callee, or by a limit. */
  end(by: EndedBy): void {
    const { record } = this;
    if (record.endedAtMs !== null) return;
    this.stop(by);
    if (record.answeredAtMs === null) this.emit("cancelled", { sip_code: 487 });
    this.complete(by === "callee" ? "user" : "platform");
    if (record.answeredAtMs !== null) record.status = "completed";
    this.exchange.ended(this);
  }

  /** Gone without a trace: nothing more is sent. */
  drop(): void {
    if (this.record.endedAtMs !== null) return;
    this.events.drop();
    this.stop("carrier");
  }

  transfer(ncco: Ncco): void {
    const { uuid, conversationUuid } = this.record;
    const moved = { conversation_uuid_from: conversationUuid, conversation_uuid_to: conversationUuid };
    this.emitRaw({ status: "transfer", uuid, ...moved }, true);
    this.framesOfEarlierRuns += this.run.framesFromApp;
    this.run.leave();
    this.run = new NccoRun(this);
    this.run.begin(ncco);
  }

  setMuted(isMuted: boolean): void {
    this.isMuted = isMuted;
  }

  setEarmuffed(isEarmuffed: boolean): void {
    this.isEarmuffed = isEarmuffed;
  }

  /** An event of the socket's leg. */
  emitLeg(body: Record<string, unknown> & { status: string }, onAnswer?: (answer: unknown) => void): void {
    const action = this.run.action;
    this.events.emit({
      url: action?.eventUrl?.[0] ?? this.eventUrl,
      method: action?.eventMethod ?? this.request.event_method,
      body: { ...body, ...this.common() },
      isPhoneLeg: false,
      onAnswer,
    });
  }

  agentCleared(): void {
    this.record.clears += 1;
    this.callee?.agentCleared();
  }

  nccoEnded(): void {
    this.end("agent");
  }

  get isOver(): boolean {
    return this.record.endedAtMs !== null;
  }

  private get eventUrl(): string {
    return this.request.event_url[0] as string;
  }

  private ring(): void {
    this.record.ringingAtMs = this.exchange.clock.now();
    this.emit("ringing");
  }

  private answer(): void {
    const { record, exchange, person } = this;
    if (this.isOver) return;
    record.answeredAtMs = exchange.clock.now();
    this.emit("answered", { start_time: null, rate: null, network: null });
    this.callee = new Callee(person, exchange.speech, {
      hangUp: () => this.end("callee"),
      beeped: () => this.detection.beeped(),
    });
    record.calleeSaid = this.callee.said;
    record.agentHeard = this.callee.heard;
    this.track = exchange.shelf.open(record.uuid);
    this.stops.push(exchange.ticker.add(() => this.tick()));
    this.later(this.request.length_timer * 1000, () => this.end("carrier"));
    this.callee.answer();
    const { isMachine, isSilent } = this.callee.behaviour;
    const what = isMachine ? "machine" : isSilent ? null : "human";
    this.detection.begin(what, 1000 + 2000 * person.random());
  }

  /** Runs the instructions for the call: those of the create, or what the answer URL gives. */
  private async begin(): Promise<void> {
    const { ncco, answer_url: answerUrl, answer_method: method } = this.request;
    if (ncco) {
      this.run.begin(ncco);
      return;
    }
    const { to, from, uuid, conversationUuid } = this.record;
    const body = { to, from, endpoint_type: "phone", uuid, conversation_uuid: conversationUuid };
    const url = answerUrl?.[0] as string;
    const answer = await this.exchange.send({ url, method, body, mayAnswer: true, limits: ANSWER_LIMITS });
    if (!this.isOver) this.run.beginWith(answer);
  }

  private tick(): void {
    const { callee, track, record } = this;
    if (!callee || !track) return;
    const said = callee.speakFrame();
    if (this.isOver) return;
    const arrived = this.sound.carry(said);
    const voice = this.isMuted ? null : arrived;
    const { sent, played } = this.run.exchange(voice);
    if (sent) record.framesToApp += 1;
    if (sent && this.person.audio === "breaks_once" && record.framesToApp === BREAKS_AFTER_FRAMES)
      this.run.breakSocket();
    // Of what a colleague says nothing comes from the app.
    if (played && sent) record.framesPlayed += 1;
    this.countFrames();
    const heard = this.isEarmuffed ? null : played;
    this.sound.played(heard);
    this.exchange.shelf.note(track.add(sent ? voice : null, heard));
    callee.hearFrame(heard);
  }

  private countFrames(): void {
    this.record.framesFromApp = this.framesOfEarlierRuns + this.run.framesFromApp;
  }

  private detected(what: "human" | "machine"): void {
    this.emitDetection(what);
    if (what === "machine" && detectionOf(this.request)?.behavior === "hangup") this.end("carrier");
  }

  private emitDetection(status: "human" | "machine", subState?: string): void {
    const { uuid, to, from } = this.record;
    this.emitRaw({ call_uuid: uuid, to, from, status, ...(subState ? { sub_state: subState } : {}) }, false);
  }

  private fail({ status, sipCode, detail }: Unanswered): void {
    this.stop("carrier");
    this.emit(status, { sip_code: sipCode, ...(detail ? { detail } : {}) });
    if (status !== "rejected") this.complete("platform");
    this.exchange.ended(this);
  }

  /** The record is closed first: what the end sets off must find the call over. */
  private stop(by: EndedBy): void {
    this.record.endedAtMs = this.exchange.clock.now();
    this.record.endedBy = by;
    for (const stop of this.stops.splice(0)) stop();
    this.detection.stop();
    this.countFrames();
    this.run.leave();
    this.callee?.hungUp();
  }

  private complete(disconnectedBy: "platform" | "user"): void {
    const { record } = this;
    const time = (ms: number | null): string => new Date(ms ?? record.requestedAtMs).toISOString();
    const fields = {
      start_time: time(record.answeredAtMs),
      end_time: time(record.endedAtMs),
      ...chargeOf(record),
      sip_code: 200,
      disconnected_by: disconnectedBy,
    };
    this.emitRaw({ ...this.parties(), status: "completed", ...fields }, true);
  }

  private emit(status: CallRecord["status"], fields: Record<string, unknown> = {}): void {
    this.record.status = status;
    this.emitRaw({ ...this.parties(), status, ...fields }, true);
  }

  private emitRaw(body: Record<string, unknown> & { status: string }, hasDirection: boolean): void {
    this.events.emit({
      url: this.eventUrl,
      method: this.request.event_method,
      body: { ...body, ...this.common(), ...(hasDirection ? { direction: "outbound" } : {}) },
      isPhoneLeg: true,
    });
  }

  private parties(): Record<string, string> {
    const { to, from, uuid } = this.record;
    return { to, from, uuid };
  }

  private common(): Record<string, string> {
    const timestamp = new Date(this.exchange.clock.now()).toISOString();
    return { conversation_uuid: this.record.conversationUuid, timestamp };
  }

  private later(ms: number, run: () => void): void {
    this.stops.push(
      this.exchange.clock.after(ms, () => {
        if (!this.isOver) run();
      }),
    );
  }
}

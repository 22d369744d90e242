import { timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import type { Db } from "#lib/data/db";
import type { ConversationUsage } from "#lib/domain/cost/usage";
import { UsageMeter } from "#lib/domain/cost/usage-meter";
import type { LivePublisher } from "#lib/live/port";
import type { Logger } from "#lib/observability/logger";
import type { Traces } from "#lib/observability/traces";
import type { ForCall } from "#lib/providers/failover/for-call";
import type { Telephony } from "#lib/providers/telephony/port";
import { hashOfToken } from "#lib/services/carrier/links";
import { listenWhile, type MediaListener, type MediaSocket } from "../media/media-socket.ts";
import { Listening, type ListenerSink } from "../media/listening.ts";
import { Recorder, type FinishedRecording } from "../media/recorder.ts";
import { callJournal, type CallJournal } from "./call-journal.ts";
import { CallSession } from "./call-session.ts";
import { Ear } from "./ear.ts";
import { hangUpAtCarrier, type OpenCall } from "./open-call.ts";
import type { CallHost, CallHostEvents, CarrierUpdate, ExpectedCall } from "./port.ts";
import { LiveNews, type SayingCall } from "./live-news.ts";
import { prepareCall, prepareSpeech } from "./prepared-call.ts";
import { recordingsFolder, uploadRecording, type PutRecording } from "./recording-upload.ts";
import type { SlowTool } from "./slow-tool.ts";
import { transferCall, type TransferLeg } from "./transfer-call.ts";
import { SpokenClips } from "./spoken-clips.ts";
import { concludeUnspoken } from "./unspoken-call.ts";
import { callTrace } from "../telemetry/call-trace.ts";
import type { WorkerMetrics } from "../telemetry/worker-metrics.ts";

export interface ConversationsDeps {
  db: Db;
  live: LivePublisher;
  /** The providers as one call sees them; it is told when another one has to stand in. */
  forCall: ForCall;
  telephony: Pick<Telephony, "hangUp" | "getCall" | "transfer">;
  /** Where the carrier tells and asks about a colleague's phone. */
  transferLeg(callId: string): TransferLeg;
  putRecording: PutRecording;
  dataDir: string;
  /** Whether we signed this token for another socket of this call. */
  isReconnectToken(callId: string, token: string): boolean;
  log: Logger;
  /** Left out: nobody counts, nobody traces. */
  metrics?: Pick<WorkerMetrics, "turn" | "stoodIn">;
  traces?: Traces | null;
  events: CallHostEvents;
  /** Tools that take time, for the model of this call. */
  slowToolsOf?: (call: ExpectedCall) => readonly SlowTool[];
  /** Where a call writes down what happens; the database unless said otherwise. */
  journalOf?: (call: ExpectedCall, log: Logger) => CallJournal;
}

const WATCH_EVERY_MS = 500;
/** From the carrier's `answered` to its audio socket. */
const SOCKET_WITHIN_MS = 10_000;
/** No frame for so long: the line is dead although the socket says nothing. */
const STALLED_MS = 10_000;
/** How long the carrier may take to connect a lost socket again, or to say why it does not. */
const RECONNECT_WITHIN_MS = 6000;

/** All conversations of this worker. `admits` and `onSocket` are what the media server asks for. */
export class Conversations implements CallHost {
  private readonly deps: ConversationsDeps;
  private readonly clips: SpokenClips;
  private readonly open = new Map<string, OpenCall>();
  /** Of calls that ended without a conversation. */
  private readonly used = new Map<string, ConversationUsage>();
  private readonly uploads = new Set<Promise<unknown>>();
  private readonly watch: NodeJS.Timeout;
  private readonly news: LiveNews;
  private readonly listening = new Listening();

  constructor(deps: ConversationsDeps) {
    this.deps = deps;
    this.clips = new SpokenClips(
      (options, onEvent, onStandIn, meter) => deps.forCall(onStandIn, meter).tts.speak(options, onEvent),
      deps.log,
    );
    this.news = new LiveNews({
      live: deps.live,
      calls: () => this.sayings(),
      nowMs: () => performance.now(),
    });
    this.watch = setInterval(() => this.look(), WATCH_EVERY_MS);
    this.watch.unref();
  }

  expect(call: ExpectedCall): void {
    const { db, forCall, journalOf, metrics, traces } = this.deps;
    const log = this.deps.log.child({ callId: call.callId });
    const prepared = prepareCall(call.snapshot, new Date());
    const journal =
      journalOf?.(call, log) ?? callJournal(db, call, log, () => this.news.wrote(call.tenantId));
    const meter = new UsageMeter();
    const providers = forCall((failover) => {
      log.warn({ ...failover }, "another provider stands in");
      metrics?.stoodIn(failover.service);
      journal.event("provider.failover", { ...failover });
    }, meter);
    const ear = new Ear(providers.stt, prepared.hearing, log, {
      hearing: (event) => open.session?.heard(event),
      lost: () => open.session?.earLost(),
    });
    const open: OpenCall = {
      call,
      prepared,
      journal,
      providers,
      meter,
      ear,
      log,
      trace: callTrace(traces, call.traceparent),
      session: null,
      carrierCallId: null,
      answeredAt: null,
      wasMachine: false,
      end: null,
      endAsked: null,
      isConcluding: false,
      sockets: 0,
      usedTokens: new Set(),
    };
    this.open.set(call.callId, open);
    void providers.tts
      .warm()
      .catch((error: unknown) => log.warn({ err: error }, "the voice could not be warmed up"))
      .then(() => prepareSpeech(prepared, this.clips, meter));
  }

  /** Somebody looks at this tenant's calls. */
  watched(tenantId: string): void {
    this.news.watched(tenantId);
  }

  /** Lets somebody hear a conversation until it ends. The way to stop; null: there is none here, or enough people listen. */
  listen(callId: string, sink: () => ListenerSink): (() => void) | null {
    const session = this.open.get(callId)?.session ?? null;
    return session === null || session.isOver ? null : this.listening.add(callId, sink);
  }

  private *sayings(): Generator<SayingCall> {
    for (const { call, session } of this.open.values()) {
      const { tenantId, campaignId, callId } = call;
      if (session !== null) yield { tenantId, campaignId, callId, saying: session.saying() };
    }
  }

  placed(callId: string, carrierCallId: string): void {
    const open = this.open.get(callId);
    if (open !== undefined) open.carrierCallId = carrierCallId;
  }

  carrierSaid(callId: string, update: CarrierUpdate): void {
    const open = this.open.get(callId);
    if (open === undefined) return;
    if (update.leg === "transfer") {
      if (update.status === "answered") open.session?.transferAnswered();
      return;
    }
    if (update.status === "answered" || update.state === "answered") this.answered(open);
    if (update.status === "machine" || update.status === "beep") {
      open.wasMachine = true;
      if (update.status === "beep") open.session?.beep();
      else open.session?.machine();
    }
    if (update.state !== "ended" && update.state !== "unknown") return;
    open.end = update;
    if (open.session !== null) open.session.lineClosed(update.endedBy === "agent" ? "carrier" : "callee");
    else if (update.telephonyResult === "answered") void this.endUnspoken(open);
    else {
      this.used.set(callId, open.meter.total());
      this.drop(open);
    }
  }

  usageOf(callId: string): ConversationUsage | null {
    return this.used.get(callId) ?? null;
  }

  forget(callId: string): void {
    this.used.delete(callId);
    const open = this.open.get(callId);
    if (open !== undefined && open.session === null && !open.isConcluding) this.drop(open);
  }

  async hangUp(callId: string, by: "operator" | "limit" | "error"): Promise<void> {
    const open = this.open.get(callId);
    if (open === undefined) return;
    if (open.session !== null) {
      open.session.endAsked(by);
      return;
    }
    open.endAsked = by === "operator" ? "operator" : by === "limit" ? "max_duration" : "shutdown";
    await hangUpAtCarrier(this.deps.db, this.deps.telephony, open);
  }

  has(callId: string): boolean {
    return this.open.has(callId);
  }

  openCallIds(): string[] {
    return [...this.open.keys()];
  }

  async drain(limitMs: number): Promise<void> {
    await this.emptyWithin(limitMs);
    await Promise.all(this.openCallIds().map((callId) => this.hangUp(callId, "error")));
    await this.emptyWithin(15_000);
    clearInterval(this.watch);
    this.news.stop();
    await Promise.race([Promise.allSettled(this.uploads), pause(15_000)]);
  }

  /** The first socket shows the token of the call itself, each further one a new one of its own. */
  admits(callId: string, token: string): boolean {
    const open = this.open.get(callId);
    if (open === undefined || open.isConcluding) return false;
    const { session, usedTokens } = open;
    if (session === null) return open.sockets === 0 && isTokenOf(open.call, token);
    if (session.isOver || session.isHangingUp || usedTokens.has(token)) return false;
    if (!this.deps.isReconnectToken(callId, token)) return false;
    usedTokens.add(token);
    return true;
  }

  onSocket(callId: string, socket: MediaSocket): MediaListener {
    const open = this.open.get(callId);
    if (open === undefined || open.isConcluding) throw new Error("no such call is expected");
    open.sockets += 1;
    const number = open.sockets;
    const isCurrent = (): boolean => open.sockets === number;
    if (open.session === null) return listenWhile(isCurrent, this.begin(open, socket));
    open.log.warn({ number }, "the carrier has connected a call's audio again");
    open.session.reconnected(socket);
    return listenWhile(isCurrent, open.session);
  }

  private begin(open: OpenCall, socket: MediaSocket): CallSession {
    const { callId } = open.call;
    const { dataDir, metrics, slowToolsOf } = this.deps;
    const { ear, journal, log, providers, trace } = open;
    trace.connected();
    const session = new CallSession(open.prepared, ear, socket, {
      ...providers,
      clips: this.clips,
      slowTools: slowToolsOf?.(open.call) ?? [],
      journal,
      log,
      monotonicMs: () => performance.now(),
      wallClock: () => new Date(),
      startRecorder: () =>
        new Recorder(join(recordingsFolder(dataDir), `${callId}.wav`), (error) =>
          log.error({ err: error }, "the call can't be recorded"),
        ),
      overheard: (callee, agent) => this.listening.frame(callId, callee, agent),
      transfer: (request) => transferCall(this.deps, open, request),
      usage: () => open.meter.total(),
      answeredAt: () => open.answeredAt,
      onTurn: (turn) => {
        trace.turn(turn);
        if (turn.latency !== null) metrics?.turn(turn.latency);
      },
      hangUp: () => void hangUpAtCarrier(this.deps.db, this.deps.telephony, open),
      lineDropped: () => void this.lineDropped(open),
      ended: (recording) => this.ended(open, recording),
    });
    open.session = session;
    ear.open();
    if (ear.isLost) session.earLost();
    if (open.wasMachine) session.machine();
    if (open.endAsked !== null) session.endAsked(open.endAsked === "operator" ? "operator" : "error");
    return session;
  }

  private answered(open: OpenCall): void {
    open.ear.open();
    if (open.answeredAt !== null) return;
    open.answeredAt = performance.now();
    // Between the hello and the greeting there is time for a handshake with the model; while it rings it would be for nothing.
    open.providers.llm
      .warm?.()
      .catch((error: unknown) => open.log.warn({ err: error }, "the language model could not be warmed up"));
  }

  /** The socket closed without our asking: the carrier connects it again, or says why it does not, or is asked. */
  private async lineDropped(open: OpenCall): Promise<void> {
    const { sockets } = open;
    const until = performance.now() + RECONNECT_WITHIN_MS;
    while (open.end === null && open.sockets === sockets && performance.now() < until) await pause(50);
    if (open.sockets !== sockets || open.session === null || open.session.isOver) return;
    let hasEnded = open.end !== null;
    if (!hasEnded && open.carrierCallId !== null) {
      const known = await this.deps.telephony.getCall(open.carrierCallId).catch(() => null);
      hasEnded = known !== null && (known.endedAt !== null || known.status === "completed");
      if (!hasEnded) void hangUpAtCarrier(this.deps.db, this.deps.telephony, open);
    }
    open.session.lineClosed(hasEnded ? "callee" : "carrier");
  }

  private async endUnspoken(open: OpenCall): Promise<void> {
    if (open.isConcluding) return;
    open.isConcluding = true;
    open.ear.close();
    await concludeUnspoken(open);
    this.drop(open);
    this.deps.events.sessionEnded(open.call.callId);
  }

  private ended(open: OpenCall, recording: Promise<FinishedRecording | null>): void {
    open.trace.ended();
    this.listening.end(open.call.callId);
    this.drop(open);
    this.deps.events.sessionEnded(open.call.callId);
    const upload = recording
      .then((finished) =>
        finished === null
          ? false
          : uploadRecording(
              this.deps.putRecording,
              (row) => open.journal.recording(row),
              open.call,
              finished,
              open.log,
            ),
      )
      .catch((error: unknown) => open.log.error({ err: error }, "a recording could not be saved"))
      .finally(() => this.uploads.delete(upload));
    this.uploads.add(upload);
  }

  private drop(open: OpenCall): void {
    open.ear.close();
    if (this.open.get(open.call.callId) === open) this.open.delete(open.call.callId);
  }

  private look(): void {
    for (const open of this.open.values()) {
      const { session, answeredAt } = open;
      if (session !== null) {
        session.tick();
        if (session.stalledMs > STALLED_MS && !session.isOver) session.closed();
      } else if (
        answeredAt !== null &&
        !open.isConcluding &&
        performance.now() - answeredAt > SOCKET_WITHIN_MS
      ) {
        open.endAsked ??= "line_lost";
        open.answeredAt = null;
        open.log.error("the carrier answered and opened no audio socket");
        void hangUpAtCarrier(this.deps.db, this.deps.telephony, open).then(() => this.endUnspoken(open));
      }
    }
  }

  private async emptyWithin(limitMs: number): Promise<void> {
    const until = performance.now() + limitMs;
    while (this.open.size > 0 && performance.now() < until) await pause(50);
  }
}

function isTokenOf(call: ExpectedCall, token: string): boolean {
  const given = Buffer.from(hashOfToken(token));
  const expected = Buffer.from(call.socketTokenHash);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

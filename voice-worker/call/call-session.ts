import { FRAME_BYTES, FRAME_MS } from "#lib/audio/format";
import type { ConversationUsage } from "#lib/domain/cost/usage";
import {
  decideAnsweredBy,
  decideDisposition,
  type ConversationEnd,
  type ConversationFacts,
} from "#lib/domain/conversation/disposition";
import type { TransferRequest } from "#lib/domain/conversation/transfer";
import type { TurnTakingEvent } from "#lib/domain/turn-taking/event";
import { isAwaitingTone, listensForTones } from "#lib/domain/turn-taking/picked-up";
import { initialState, type TurnTakingState } from "#lib/domain/turn-taking/state";
import type { Logger } from "#lib/observability/logger";
import type { Llm } from "#lib/providers/llm/port";
import type { Stt } from "#lib/providers/stt/port";
import type { Tts } from "#lib/providers/tts/port";
import { AgentLine } from "../media/agent-line.ts";
import { CallClock } from "../media/call-clock.ts";
import type { MediaListener, MediaSocket } from "../media/media-socket.ts";
import { ToneEar } from "../media/tone-ear.ts";
import type { FinishedRecording, Recorder } from "../media/recorder.ts";
import { CallEffects } from "./call-effects.ts";
import type { CallJournal } from "./call-journal.ts";
import type { Ear, Hearing } from "./ear.ts";
import type { Saying } from "./live-news.ts";
import { isLoud } from "./loudness.ts";
import { Mouth } from "./mouth.ts";
import type { PreparedCall } from "./prepared-call.ts";
import { ReplyWriter } from "./reply-writer.ts";
import type { SlowTool } from "./slow-tool.ts";
import type { SpokenClips } from "./spoken-clips.ts";
import { TurnLoop } from "./turn-loop.ts";
import { TurnStopwatch, type ToldTurn } from "./turn-stopwatch.ts";

export interface CallSessionDeps {
  stt: Stt;
  llm: Llm;
  tts: Tts;
  clips: SpokenClips;
  slowTools: readonly SlowTool[];
  journal: CallJournal;
  log: Logger;
  monotonicMs: () => number;
  wallClock: () => Date;
  startRecorder(): Recorder;
  /** One frame of the call as both heard it, for whoever listens in; takes no time worth speaking of. */
  overheard?: (callee: Buffer, agent: Buffer | null) => void;
  /** When the carrier said `answered`; monotonic, null where it has not said so yet. */
  answeredAt: () => number | null;
  /** A turn is over and handed to the journal. */
  onTurn?: (turn: ToldTurn) => void;
  /** Asks the carrier to end the call. */
  hangUp(reason: ConversationEnd): void;
  /** Asks the carrier to connect a colleague; rejects when it would not. */
  transfer(request: TransferRequest): Promise<void>;
  /** What it took of the providers so far. */
  usage(): ConversationUsage;
  /** The socket closed, and we had not asked for it. */
  lineDropped(): void;
  /** Everything is written; the recording, if there is one, waits to be uploaded. */
  ended: (recording: Promise<FinishedRecording | null>) => void;
}

const SILENT_FRAME = Buffer.alloc(FRAME_BYTES);

/** One conversation: runs the reducer, and does what it says. */
export class CallSession implements MediaListener {
  private readonly deps: CallSessionDeps;
  private socket: MediaSocket;
  private readonly clock: CallClock;
  private readonly line: AgentLine;
  private readonly loop: TurnLoop;
  private readonly effects: CallEffects;
  private readonly stopwatch: TurnStopwatch;
  private readonly ear: Ear;
  private readonly recorder: Recorder;
  private readonly connectedAt: Date;
  private readonly toneEar = new ToneEar();
  private isLineOpen = true;
  private calleeEndedMs: number | null = null;
  private timeToFirstWordMs: number | null = null;

  constructor(prepared: PreparedCall, ear: Ear, socket: MediaSocket, deps: CallSessionDeps) {
    this.deps = deps;
    this.socket = socket;
    this.ear = ear;
    this.clock = new CallClock(deps.monotonicMs);
    this.line = new AgentLine(socket);
    this.stopwatch = new TurnStopwatch(deps.monotonicMs);
    this.recorder = deps.startRecorder();
    this.connectedAt = deps.wallClock();
    const slowTools = deps.slowTools.map((tool) => tool.spec.name);
    this.loop = new TurnLoop(initialState({ ...prepared.config, slowTools }), {
      log: deps.log,
      nowMs: () => this.clock.nowMs(),
      heardMs: () => this.line.heardMs,
      execute: (effect) => this.effects.execute(effect),
    });
    this.effects = this.makeEffects(prepared);
  }

  get isOver(): boolean {
    return this.state.phase === "ended";
  }

  get isHangingUp(): boolean {
    return this.state.isHangingUp;
  }

  /** Milliseconds without a frame from the carrier. */
  get stalledMs(): number {
    return this.clock.msSinceFrame();
  }

  /** Who is speaking now, and what so far; null: nobody. */
  saying(): Saying | null {
    const { agent, callee } = this.state;
    if (callee !== null) return { role: "callee", text: callee.transcript };
    return agent === null || agent.startedMs === null ? null : { role: "agent", text: agent.spoken };
  }

  connected(): void {
    if (this.state.phase !== "connecting") return;
    this.line.probe();
    this.dispatch({ type: "connected" });
  }

  frame(pcm: Buffer): void {
    if (this.isOver || pcm.length !== FRAME_BYTES) return;
    this.connected();
    this.clock.frame();
    const played = this.line.tick();
    this.recorder.write(pcm, played);
    this.ear.feed(pcm);
    this.deps.overheard?.(pcm, played);
    if ((!this.state.hasGreeted || isAwaitingTone(this.state)) && isLoud(pcm))
      this.dispatch({ type: "callee.sound" });
    if (listensForTones(this.state)) this.listenForTones(pcm);
    this.tick();
  }

  dtmf(digit: string): void {
    this.deps.journal.event("dtmf", { digit });
    this.dispatch({ type: "dtmf", digit });
  }

  mark(payload: unknown): void {
    if (!this.line.returned(payload)) return;
    const generation = this.state.agent?.generation;
    if (generation !== undefined) this.dispatch({ type: "played.all", generation });
  }

  closed(): void {
    if (!this.isLineOpen || this.isOver) return;
    this.isLineOpen = false;
    if (this.isHangingUp) {
      this.lineClosed("carrier");
      return;
    }
    this.dispatch({ type: "line.dropped" });
    // A colleague is being connected: the carrier has taken our audio away.
    if (this.state.transfer === "asked") return;
    this.deps.journal.event("line.dropped", {});
    this.deps.lineDropped();
  }

  /** The colleague whom the carrier connects has picked up. */
  transferAnswered(): void {
    if (this.state.transfer !== "asked") return;
    this.deps.journal.event("transfer.answered", {});
    this.dispatch({ type: "transfer.answered" });
  }

  /** The carrier has connected the call again: it goes on where it was, with silence for the time between. */
  reconnected(socket: MediaSocket): void {
    if (this.isOver) return;
    this.dispatch({ type: "line.dropped" });
    this.socket.close();
    this.socket = socket;
    this.isLineOpen = true;
    const gapFrames = this.clock.skipGap();
    for (let i = 0; i < gapFrames; i += 1) this.recorder.write(SILENT_FRAME, null);
    this.ear.skip(gapFrames);
    const what = this.state.transfer === "asked" ? "transfer.failed" : "line.restored";
    this.deps.journal.event(what, { gap_ms: gapFrames * FRAME_MS });
    this.line.reconnect(socket);
    this.dispatch({ type: "line.restored" });
  }

  heard(event: Hearing): void {
    const { transcript, words } = event;
    switch (event.type) {
      case "end_of_turn": {
        const endedMs = words.at(-1)?.endMs ?? event.audioEndMs;
        this.calleeEndedMs = endedMs;
        this.stopwatch.turnEnded(Math.max(0, this.clock.nowMs() - endedMs));
        return this.dispatch({ type: "callee.ended", transcript, words });
      }
      case "eager_end_of_turn":
        this.stopwatch.turnPausing();
        return this.dispatch({ type: "callee.pausing", transcript, words });
      case "turn_resumed":
        return this.dispatch({ type: "callee.resumed", transcript, words });
      case "start_of_turn":
      case "update":
        return this.dispatch({ type: "callee.speech", transcript, words });
    }
  }

  earLost(): void {
    this.dispatch({ type: "stt.lost" });
  }

  machine(): void {
    this.dispatch({ type: "machine" });
  }

  /** The carrier has heard a voicemail's tone. */
  beep(): void {
    this.dispatch({ type: "beep", isSure: true });
  }

  endAsked(by: "operator" | "limit" | "error"): void {
    this.dispatch({ type: "end.asked", by });
  }

  lineClosed(by: "callee" | "carrier"): void {
    this.isLineOpen = false;
    this.dispatch({ type: "line.closed", by });
  }

  /** Lets the deadlines go on when no frames come. */
  tick(): void {
    this.loop.tick();
  }

  private makeEffects(prepared: PreparedCall): CallEffects {
    const { connectedAt, deps, ear, line, stopwatch } = this;
    const { journal, log, slowTools, wallClock } = deps;
    const dispatch = (event: TurnTakingEvent): void => this.dispatch(event);
    const writer = new ReplyWriter(deps.llm, log, {
      dispatch: (event) => {
        stopwatch.written();
        dispatch(event);
      },
      firstToken: (generation) => stopwatch.firstToken(generation),
    });
    const mouth = new Mouth(deps.tts, prepared.voice, deps.clips, line, {
      dispatch,
      asked: (generation) => stopwatch.asked(generation),
      firstSound: (generation) => stopwatch.firstSound(generation),
      firstFrame: (generation) => this.firstFrame(generation),
    });
    return new CallEffects({
      prepared,
      line,
      mouth,
      writer,
      ear,
      stopwatch,
      journal,
      slowTools,
      log,
      connectedAt,
      wallClock,
      dispatch,
      state: () => this.state,
      hangUp: (reason) => deps.hangUp(reason),
      transfer: (request) => deps.transfer(request),
      finish: (facts) => this.conclude(facts),
      onTurn: (turn) => deps.onTurn?.(turn),
    });
  }

  private get state(): TurnTakingState {
    return this.loop.state;
  }

  private dispatch(event: TurnTakingEvent): void {
    this.loop.dispatch(event);
  }

  private listenForTones(pcm: Buffer): void {
    const tone = this.toneEar.hear(pcm);
    if (tone === "beep") this.dispatch({ type: "beep", isSure: false });
    else if (tone === "fax") this.dispatch({ type: "fax" });
  }

  private firstFrame(generation: number): void {
    this.stopwatch.firstFrame(generation);
    this.timeToFirstWordMs ??= Math.round(Math.max(0, this.clock.nowMs() - this.firstWordDueMs()));
  }

  /** The end of their hello; else when they picked up, which was before the line was opened. */
  private firstWordDueMs(): number {
    const { monotonicMs, answeredAt } = this.deps;
    if (this.calleeEndedMs !== null) return this.calleeEndedMs;
    const agoMs = monotonicMs() - (answeredAt() ?? Infinity);
    return Math.min(0, this.clock.nowMs() - agoMs);
  }

  private async conclude(facts: ConversationFacts): Promise<void> {
    const { journal, ended, wallClock } = this.deps;
    const endedAt = wallClock();
    this.isLineOpen = false;
    this.ear.close();
    this.socket.close();
    for (const frame of this.line.playedUnticked()) this.recorder.write(SILENT_FRAME, frame);
    const recording = this.recorder.finish();
    await this.effects.optOutWritten;
    await journal.end({
      disposition: decideDisposition(facts),
      answeredBy: decideAnsweredBy(facts),
      endedBy: facts.endedBy,
      endReason: facts.endReason,
      callbackAt: this.effects.callbackAt,
      timeToFirstWordMs: this.timeToFirstWordMs,
      connectedAt: this.connectedAt,
      endedAt,
      usage: this.deps.usage(),
    });
    ended(recording);
  }
}

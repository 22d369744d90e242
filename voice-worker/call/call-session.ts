import { FRAME_BYTES, FRAME_MS } from "#lib/audio/format";
import {
  decideAnsweredBy,
  decideDisposition,
  type ConversationEnd,
  type ConversationFacts,
} from "#lib/domain/conversation/disposition";
import { chatMessages } from "#lib/domain/conversation/messages";
import { calleeTurn, steering } from "#lib/domain/conversation/machine";
import { toolsOnOffer, type ToolUse } from "#lib/domain/conversation/tools";
import type { TransferRequest } from "#lib/domain/conversation/transfer";
import type { Effect } from "#lib/domain/turn-taking/effect";
import type { TurnTakingEvent } from "#lib/domain/turn-taking/event";
import { reduce, type Step } from "#lib/domain/turn-taking/reduce";
import { isAwaitingTone, listensForTones } from "#lib/domain/turn-taking/picked-up";
import { initialState, nextDeadline, type TurnTakingState } from "#lib/domain/turn-taking/state";
import type { Logger } from "#lib/observability/logger";
import type { Llm } from "#lib/providers/llm/port";
import type { Stt } from "#lib/providers/stt/port";
import type { Tts } from "#lib/providers/tts/port";
import { AgentLine } from "../media/agent-line.ts";
import { CallClock } from "../media/call-clock.ts";
import type { MediaListener, MediaSocket } from "../media/media-socket.ts";
import { ToneEar } from "../media/tone-ear.ts";
import type { FinishedRecording, Recorder } from "../media/recorder.ts";
import type { CallJournal } from "./call-journal.ts";
import type { Ear, Hearing } from "./ear.ts";
import { isLoud } from "./loudness.ts";
import { Mouth } from "./mouth.ts";
import type { PreparedCall } from "./prepared-call.ts";
import { ReplyWriter } from "./reply-writer.ts";
import type { SlowTool } from "./slow-tool.ts";
import type { SpokenClips } from "./spoken-clips.ts";
import { TurnStopwatch } from "./turn-stopwatch.ts";

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
  /** When the carrier said `answered`; monotonic, null where it has not said so yet. */
  answeredAt: () => number | null;
  /** Asks the carrier to end the call. */
  hangUp(reason: ConversationEnd): void;
  /** Asks the carrier to connect a colleague; rejects when it would not. */
  transfer(request: TransferRequest): Promise<void>;
  /** The socket closed, and we had not asked for it. */
  lineDropped(): void;
  /** Everything is written; the recording, if there is one, waits to be uploaded. */
  ended: (recording: Promise<FinishedRecording | null>) => void;
}

const OPT_OUT_WRITE_MS = 3000;
const SILENT_FRAME = Buffer.alloc(FRAME_BYTES);

/** One conversation: runs the reducer, and does what it says. */
export class CallSession implements MediaListener {
  private readonly prepared: PreparedCall;
  private readonly deps: CallSessionDeps;
  private socket: MediaSocket;
  private readonly clock: CallClock;
  private readonly line: AgentLine;
  private readonly mouth: Mouth;
  private readonly writer: ReplyWriter;
  private readonly stopwatch: TurnStopwatch;
  private readonly ear: Ear;
  private readonly recorder: Recorder;
  private readonly connectedAt: Date;
  private readonly toneEar = new ToneEar();
  private state: TurnTakingState;
  private deadline = Infinity;
  private inbox: TurnTakingEvent[] = [];
  private isStepping = false;
  private isLineOpen = true;
  private calleeEndedMs: number | null = null;
  private timeToFirstWordMs: number | null = null;
  private callbackAt: Date | null = null;
  private optOutWritten: Promise<void> = Promise.resolve();

  constructor(prepared: PreparedCall, ear: Ear, socket: MediaSocket, deps: CallSessionDeps) {
    this.prepared = prepared;
    this.deps = deps;
    this.socket = socket;
    this.ear = ear;
    this.state = initialState({
      ...prepared.config,
      slowTools: deps.slowTools.map((tool) => tool.spec.name),
    });
    this.clock = new CallClock(deps.monotonicMs);
    this.line = new AgentLine(socket);
    this.stopwatch = new TurnStopwatch(deps.monotonicMs);
    this.recorder = deps.startRecorder();
    this.connectedAt = deps.wallClock();
    const dispatch = (event: TurnTakingEvent): void => this.dispatch(event);
    this.writer = new ReplyWriter(deps.llm, deps.log, {
      dispatch,
      firstToken: (generation) => this.stopwatch.firstToken(generation),
    });
    this.mouth = new Mouth(deps.tts, prepared.voice, deps.clips, this.line, {
      dispatch,
      asked: (generation) => this.stopwatch.asked(generation),
      firstSound: (generation) => this.stopwatch.firstSound(generation),
      firstFrame: (generation) => this.firstFrame(generation),
    });
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

  connected(): void {
    if (this.state.phase !== "connecting") return;
    this.line.probe();
    this.dispatch({ type: "connected" });
  }

  frame(pcm: Buffer): void {
    if (this.isOver || pcm.length !== FRAME_BYTES) return;
    this.connected();
    this.clock.frame();
    this.recorder.write(pcm, this.line.tick());
    this.ear.feed(pcm);
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
    if (this.clock.nowMs() >= this.deadline) this.dispatch({ type: "tick" });
  }

  private dispatch(event: TurnTakingEvent): void {
    this.inbox.push(event);
    if (this.isStepping) return;
    this.isStepping = true;
    try {
      for (let next = this.inbox.shift(); next !== undefined; next = this.inbox.shift())
        this.stepSafely(next);
    } finally {
      this.isStepping = false;
    }
  }

  /** A fault in one call ends that call, not the worker. */
  private stepSafely(event: TurnTakingEvent): void {
    try {
      this.step(event);
    } catch (error) {
      this.deps.log.error({ err: error, event: event.type }, "a step of the call failed");
      if (event.type !== "end.asked") this.inbox.push({ type: "end.asked", by: "error" });
    }
  }

  private step(event: TurnTakingEvent): void {
    const now = this.clock.nowMs();
    const { agent } = this.state;
    if (agent !== null && agent.startedMs !== null) {
      const { heardMs } = this.line;
      const { generation } = agent;
      if (heardMs > agent.heardMs)
        this.take(reduce(this.state, { type: "played", generation, heardMs }, now));
    }
    if (event.type.startsWith("reply.")) this.stopwatch.written();
    this.take(reduce(this.state, event, now));
  }

  private take(step: Step): void {
    this.state = step.state;
    this.deadline = nextDeadline(step.state);
    for (const effect of step.effects) this.execute(effect);
  }

  private execute(effect: Effect): void {
    const { journal } = this.deps;
    switch (effect.type) {
      case "start_reply":
        return this.startReply(effect.generation, effect.heard ?? null);
      case "cancel_reply":
        return this.writer.cancel();
      case "speak":
        return this.mouth.speak(effect.generation, effect.voiced, {
          isWhole: this.state.agent !== null && this.state.agent.kind !== "reply",
          isHeld: effect.isHeld ?? false,
        });
      case "release_speech":
        this.stopwatch.confirmed(effect.generation);
        return this.mouth.release(effect.generation);
      case "end_speech":
        return this.mouth.end(effect.generation);
      case "cancel_speech":
        return this.mouth.cancel();
      case "clear":
        return this.line.clear();
      case "store_turn": {
        const { generation, ...turn } = effect.turn;
        journal.turn({ ...turn, latency: this.stopwatch.latency(generation) });
        const { index, interrupted, startedMs, endedMs } = turn;
        const data = { index, interrupted, started_ms: startedMs, ended_ms: endedMs };
        return turn.tool === null
          ? journal.event(`turn.${turn.role}`, data)
          : journal.event(`tool.${turn.tool.name}`, { index, result: turn.tool.result });
      }
      case "run_tool":
        return void this.runTool(effect.run, effect.use);
      case "record_opt_out":
        this.optOutWritten = journal
          .optOut(effect.how, effect.words)
          .then(() => this.dispatch({ type: "opt_out.recorded" }));
        return;
      case "record_callback":
        this.callbackAt = futureDate(effect.at, this.deps.wallClock());
        return journal.event("callback", { when: effect.when, at: effect.at });
      case "disclosed":
        return journal.disclosed(new Date(this.connectedAt.getTime() + effect.atMs));
      case "picked_up":
        return journal.event("picked_up", { who: effect.who });
      case "conversation_state":
        return journal.event("conversation.state", { state: effect.state });
      case "transfer":
        return this.transfer(effect.request);
      case "session_state":
        return journal.event("session.state", { state: effect.state });
      case "hang_up":
        return this.hangUp(effect.reason);
      case "finish":
        void this.conclude(effect.facts).catch((error: unknown) =>
          this.deps.log.error({ err: error }, "the end of the call could not be written"),
        );
    }
  }

  private listenForTones(pcm: Buffer): void {
    const tone = this.toneEar.hear(pcm);
    if (tone === "beep") this.dispatch({ type: "beep", isSure: false });
    else if (tone === "fax") this.dispatch({ type: "fax" });
  }

  private transfer(request: TransferRequest): void {
    this.deps.journal.event("transfer.asked", {});
    this.ear.rest();
    this.deps.transfer(request).catch((error: unknown) => {
      this.deps.log.error({ err: error }, "the call could not be transferred");
      this.dispatch({ type: "transfer.refused" });
    });
  }

  /** `heard`: said by the callee, and in the history only when their turn is over; the answer may be in vain. */
  private startReply(generation: number, heard: string | null): void {
    const { agent, config } = this.state;
    const before = this.state.conversation;
    const line = steering(heard === null ? before : calleeTurn(before, heard, config.language), config);
    const { system } = this.prepared;
    const history =
      heard === null ? this.state.history : [...this.state.history, { role: "callee" as const, text: heard }];
    const unfinished =
      agent !== null && agent.toolResults.length > 0
        ? { text: agent.generated.trim(), toolResults: agent.toolResults }
        : null;
    this.stopwatch.requested(generation, heard !== null);
    this.writer.start(generation, {
      ...this.prepared.model,
      messages: chatMessages(line === null ? system : `${system}\n${line}`, history, unfinished),
      tools: [
        ...toolsOnOffer(this.prepared.config.canTransfer && this.state.transfer !== "failed"),
        ...this.deps.slowTools.map((tool) => tool.spec),
      ],
    });
  }

  private async runTool(run: number, use: ToolUse): Promise<void> {
    const tool = this.deps.slowTools.find(({ spec }) => spec.name === use.name);
    let result = "error: it failed";
    try {
      result = (await tool?.run(use.arguments)) ?? result;
    } catch (error) {
      this.deps.log.warn({ err: error, tool: use.name }, "a tool failed");
    }
    this.dispatch({ type: "tool.result", run, result });
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

  private hangUp(reason: ConversationEnd): void {
    const waited = new Promise<void>((resolve) => setTimeout(resolve, OPT_OUT_WRITE_MS).unref());
    void Promise.race([this.optOutWritten, waited]).then(() => this.deps.hangUp(reason));
  }

  private async conclude(facts: ConversationFacts): Promise<void> {
    const { journal, ended, wallClock } = this.deps;
    const endedAt = wallClock();
    this.isLineOpen = false;
    this.ear.close();
    this.socket.close();
    for (const frame of this.line.playedUnticked()) this.recorder.write(SILENT_FRAME, frame);
    const recording = this.recorder.finish();
    await this.optOutWritten;
    await journal.end({
      disposition: decideDisposition(facts),
      answeredBy: decideAnsweredBy(facts),
      endedBy: facts.endedBy,
      endReason: facts.endReason,
      callbackAt: this.callbackAt,
      timeToFirstWordMs: this.timeToFirstWordMs,
      connectedAt: this.connectedAt,
      endedAt,
    });
    ended(recording);
  }
}

function futureDate(text: string | null, now: Date): Date | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return at > now.getTime() ? new Date(at) : null;
}

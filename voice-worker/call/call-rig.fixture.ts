import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FRAME_BYTES, FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE_HZ } from "#lib/audio/format";
import type { SessionEnd } from "#lib/data/call-session";
import type { NewTurn } from "#lib/data/turns";
import { UsageMeter } from "#lib/domain/cost/usage-meter";
import type { TransferRequest } from "#lib/domain/conversation/transfer";
import { callSnapshotSchema, type CallSnapshot } from "#lib/domain/settings";
import { createLogger } from "#lib/observability/logger";
import type { ConversationProviders } from "#lib/providers/failover/for-call";
import { FakeLlm } from "#lib/providers/llm/fake-llm";
import { FakeStt, type FakeSttStream } from "#lib/providers/stt/fake-stt";
import { FakeTts } from "#lib/providers/tts/fake-tts";
import { Recorder, type FinishedRecording } from "../media/recorder.ts";
import type { CallJournal } from "./call-journal.ts";
import { CallSession } from "./call-session.ts";
import { Ear } from "./ear.ts";
import { prepareCall, prepareSpeech } from "./prepared-call.ts";
import type { SlowTool } from "./slow-tool.ts";
import { SpokenClips } from "./spoken-clips.ts";

export const silentLog = createLogger({ service: "test", level: "silent" });

interface SnapshotGiven {
  /** What is otherwise about the agent. */
  agent?: Record<string, unknown>;
}

export const testSnapshot = (
  calling: Record<string, unknown> = {},
  { agent = {} }: SnapshotGiven = {},
): CallSnapshot =>
  callSnapshotSchema.parse({
    campaign: { id: "c", name: "C", goal: "Confirm Monday", systemPrompt: "", purpose: "transactional" },
    agent: {
      name: "Alex",
      companyName: "",
      greeting: "Hello from Alex",
      language: "en",
      voiceId: null,
      model: null,
      temperature: null,
      maxTokens: null,
      voicemailMessage: null,
      transferNumber: null,
      ...agent,
    },
    lead: { firstName: "Sam", lastName: null, email: null, timezone: null, customFields: {} },
    calling,
  });

/** Lets everything that waits for nothing but its turn happen. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class MemoryJournal implements CallJournal {
  readonly turns: Omit<NewTurn, "tenantId" | "callId">[] = [];
  readonly events: { type: string; data: Record<string, unknown> }[] = [];
  readonly order: string[] = [];
  ended: SessionEnd | null = null;
  optOutGate: Promise<void> = Promise.resolve();

  turn(turn: Omit<NewTurn, "tenantId" | "callId">): void {
    this.turns.push(turn);
    this.order.push(`${turn.role}: ${turn.tool?.name ?? turn.text}`);
  }
  event(type: string, data: Record<string, unknown>): void {
    this.events.push({ type, data });
  }
  disclosed(at: Date): void {
    this.order.push(`disclosed ${at.toISOString()}`);
  }
  async optOut(how: string): Promise<void> {
    await this.optOutGate;
    this.order.push(`opt_out ${how}`);
  }
  briefing(text: string): Promise<void> {
    this.order.push(`briefing ${text}`);
    return Promise.resolve();
  }
  recording(): Promise<boolean> {
    return Promise.resolve(true);
  }
  end(end: SessionEnd): Promise<void> {
    this.ended = end;
    this.order.push("end");
    return Promise.resolve();
  }
}

export interface RigOptions extends SnapshotGiven {
  /** What the call is given of the rig's fakes, when it is not they themselves. */
  providersOf?: (rig: CallRig) => ConversationProviders;
}

/** A whole call in memory on a clock of its own: the carrier plays 20 ms at a time and returns the marks it passes. */
export class CallRig {
  readonly stt = new FakeStt();
  readonly llm = new FakeLlm();
  readonly tts = new FakeTts();
  readonly journal = new MemoryJournal();
  readonly meter = new UsageMeter();
  readonly hungUp: string[] = [];
  readonly transfers: TransferRequest[] = [];
  transferRefusal: Error | null = null;
  readonly sent: string[] = [];
  readonly folder: string;
  session!: CallSession;
  recording: FinishedRecording | null = null;
  dropped = 0;
  played = 0;
  isLoud = false;
  /** What the tool `look_up` is going to say. */
  looked = Promise.withResolvers<string>();
  answeredAt: number | null = null;
  private readonly lookUp: SlowTool = {
    spec: { name: "look_up", description: "Looks it up.", parameters: { type: "object" } },
    run: () => this.looked.promise,
  };
  /** A tone of so many hertz is on the line. */
  toneHz: number | null = null;
  private nowMs = 1000;
  private queue: (Buffer | { payload: unknown })[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async start(
    calling: Record<string, unknown> = {},
    { providersOf = ({ stt, llm, tts }) => ({ stt, llm, tts }), ...given }: RigOptions = {},
  ): Promise<CallRig> {
    const rig = new CallRig(await mkdtemp(join(tmpdir(), "talky-call-")));
    const providers = providersOf(rig);
    const prepared = prepareCall(testSnapshot(calling, given), new Date());
    const clips = new SpokenClips((options, onEvent) => providers.tts.speak(options, onEvent), silentLog);
    await prepareSpeech(prepared, clips, rig.meter);
    const ear = new Ear(providers.stt, prepared.hearing, silentLog, {
      hearing: (event) => rig.session.heard(event),
      lost: () => rig.session.earLost(),
    });
    rig.session = new CallSession(prepared, ear, rig.socket(), {
      ...providers,
      clips,
      slowTools: [rig.lookUp],
      journal: rig.journal,
      log: silentLog,
      monotonicMs: () => rig.nowMs,
      wallClock: () => new Date(),
      startRecorder: () => new Recorder(join(rig.folder, "call.wav"), () => undefined),
      transfer: (request) => {
        rig.transfers.push(request);
        return rig.transferRefusal === null ? Promise.resolve() : Promise.reject(rig.transferRefusal);
      },
      usage: () => rig.meter.total(),
      answeredAt: () => rig.answeredAt,
      hangUp: (reason) => rig.hungUp.push(reason),
      lineDropped: () => (rig.dropped += 1),
      ended: (recording) => void recording.then((finished) => (rig.recording = finished)),
    });
    rig.session.connected();
    return rig;
  }

  /** The socket breaks, and `afterMs` later the carrier has opened another. */
  async loseLine(afterMs: number): Promise<void> {
    this.queue = [];
    this.session.closed();
    for (let at = 0; at < afterMs; at += FRAME_MS) {
      this.stall(FRAME_MS);
      await settled();
    }
    this.session.reconnected(this.socket());
  }

  private socket() {
    return {
      sendFrames: (frames: readonly Buffer[]) => void this.queue.push(...frames),
      sendCommand: (command: { action: string; payload?: unknown }) => {
        this.sent.push(command.action);
        if (command.action === "clear") this.queue = [];
        else this.queue.push({ payload: command.payload });
      },
      close: () => void this.sent.push("close"),
    };
  }

  get stream(): FakeSttStream {
    const stream = this.stt.streams.at(-1);
    if (stream === undefined) throw new Error("no recogniser is open");
    return stream;
  }

  /** Time on the call's own clock. */
  get clockMs(): number {
    return this.nowMs - 1000;
  }

  /** The line runs for so long; what waits for its turn gets it after each frame. */
  async pass(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += FRAME_MS) {
      this.nowMs += FRAME_MS;
      this.playOne();
      this.session.frame(this.frame());
      await settled();
    }
  }

  private frame(): Buffer {
    if (this.toneHz === null) return Buffer.alloc(FRAME_BYTES, this.isLoud ? 5 : 0);
    const hz = this.toneHz;
    const from = this.clockMs / 1000;
    const samples = Int16Array.from(
      { length: FRAME_SAMPLES },
      (_, i) => 8000 * Math.sin(2 * Math.PI * hz * (from + i / SAMPLE_RATE_HZ)),
    );
    return Buffer.from(samples.buffer);
  }

  /** Time without any frame. */
  stall(ms: number): void {
    this.nowMs += ms;
    this.session.tick();
  }

  async calleeSays(transcript: string): Promise<void> {
    const words = await this.calleeSpeaks(transcript);
    await this.pass(260);
    this.stream.emit({ type: "end_of_turn", transcript, words, audioEndMs: this.clockMs });
    await settled();
  }

  /** And seems to be done 60 ms later; the same words end the turn. */
  async calleePauses(transcript: string): Promise<() => Promise<void>> {
    const words = await this.calleeSpeaks(transcript);
    await this.pass(60);
    this.stream.emit({ type: "eager_end_of_turn", transcript, words, audioEndMs: this.clockMs });
    await settled();
    return async () => {
      this.stream.emit({ type: "end_of_turn", transcript, words, audioEndMs: this.clockMs });
      await settled();
    };
  }

  private async calleeSpeaks(transcript: string) {
    const startMs = this.clockMs;
    this.isLoud = true;
    await this.pass(400);
    this.isLoud = false;
    const words = [{ word: transcript, startMs, endMs: startMs + 400 }];
    this.stream.emit({ type: "start_of_turn", transcript, words, audioEndMs: this.clockMs });
    return words;
  }

  async remove(): Promise<void> {
    this.session.lineClosed("carrier");
    while (this.recording === null) await settled();
    await rm(this.folder, { recursive: true, force: true });
  }

  private playOne(): void {
    while (this.queue.length > 0) {
      const next = this.queue.shift();
      if (Buffer.isBuffer(next)) {
        this.played += 1;
        break;
      }
      this.session.mark(next?.payload);
    }
    // A mark right behind the frame that was just played.
    while (this.queue.length > 0 && !Buffer.isBuffer(this.queue[0]))
      this.session.mark((this.queue.shift() as { payload: unknown }).payload);
  }
}

import { WebSocket } from "ws";
import { FRAME_MS } from "#lib/audio/format";
import { PlayQueue } from "../../sandbox/vonage/play-queue.ts";
import { calleeFrame } from "./callee-frame.ts";
import type { Ledger } from "./ledger.ts";

const HELLO = { atMs: 300, forMs: 400 };
const TURN_MS = 1200;
/** The agent has been silent for so long: our turn. */
const PAUSE_MS = 500;
/** Every fourth turn begins while the agent speaks. */
const BREAK_IN_MS = 900;
const ANSWER_WITHIN_MS = 3000;

/** The carrier's side of one call, and a callee who answers every pause and breaks into every fourth utterance. */
export class Phone {
  readonly call: number;
  private readonly socket: WebSocket;
  private readonly ledger: Ledger;
  private readonly queue = new PlayQueue();
  private readonly silence: Buffer;
  private nowMs = 0;
  private turn = 1;
  /** Of the turn that is being spoken; null: silent. */
  private speaksUntilMs: number | null = null;
  private speech: Buffer;
  private agentMs = 0;
  private agentSilentMs = 0;
  private waitsSinceMs: number | null = null;
  private hasAnswer = false;
  private firstFrameAt: number | null = null;
  private helloEndAt = 0;

  constructor(call: number, url: string, ledger: Ledger, onClosed: () => void) {
    this.call = call;
    this.ledger = ledger;
    this.silence = calleeFrame({ call, turn: 0 });
    this.speech = calleeFrame({ call, turn: 1 });
    this.socket = new WebSocket(url, {
      headers: { authorization: "Bearer bench" },
      perMessageDeflate: false,
      generateMask: (mask) => mask.fill(0),
    });
    this.socket.on("open", () => this.say({ event: "websocket:connected" }));
    this.socket.on("message", (data: Buffer, isBinary: boolean) =>
      isBinary ? this.frame(data) : this.command(JSON.parse(data.toString("utf8"))),
    );
    this.socket.on("close", onClosed);
    this.socket.on("error", (error) => console.error(`call ${call}: ${error.message}`));
  }

  /** 20 ms of the call. */
  tick(): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.nowMs += FRAME_MS;
    const played = this.queue.next((payload) => this.say({ event: "websocket:notify", payload }));
    this.agentMs = played === null ? this.agentMs : this.agentMs + FRAME_MS;
    this.agentSilentMs = played === null ? this.agentSilentMs + FRAME_MS : 0;
    this.live();
    this.socket.send(this.speaksUntilMs === null ? this.silence : this.speech);
  }

  close(): void {
    this.socket.close(1000);
  }

  private live(): void {
    if (this.speaksUntilMs !== null) {
      if (this.nowMs >= this.speaksUntilMs) this.endTurn();
      return;
    }
    if (this.turn === 1) {
      if (this.nowMs >= HELLO.atMs) this.speak(HELLO.forMs);
      return;
    }
    const isPause = this.hasAnswer && this.agentMs > 0 && this.agentSilentMs >= PAUSE_MS;
    const breaksIn = this.turn % 4 === 0 && this.hasAnswer && this.agentMs >= BREAK_IN_MS;
    if (breaksIn && this.agentSilentMs === 0) this.ledger.breaksIn(this.call);
    if (breaksIn || isPause) this.speak(TURN_MS);
    else if (!this.hasAnswer && this.nowMs - (this.waitsSinceMs ?? this.nowMs) > ANSWER_WITHIN_MS) {
      this.ledger.giveUp(this.call);
      this.speak(TURN_MS);
    }
  }

  private speak(forMs: number): void {
    this.speech = calleeFrame({ call: this.call, turn: this.turn });
    this.speaksUntilMs = this.nowMs + forMs;
  }

  private endTurn(): void {
    this.speaksUntilMs = null;
    if (this.turn === 1) this.helloEndAt = performance.now();
    else this.ledger.spoke(this.call);
    this.turn += 1;
    this.agentMs = 0;
    this.hasAnswer = false;
    this.waitsSinceMs = this.nowMs;
  }

  private frame(pcm: Buffer): void {
    this.queue.push(pcm);
    if (this.firstFrameAt === null) {
      this.firstFrameAt = performance.now();
      this.ledger.greeted(this.firstFrameAt - this.helloEndAt);
    }
    if (this.hasAnswer || this.speaksUntilMs !== null) return;
    this.hasAnswer = true;
    this.ledger.answered(this.call);
  }

  private command(command: { action?: string; payload?: unknown }): void {
    if (command.action === "notify") this.queue.mark(command.payload);
    if (command.action !== "clear") return;
    this.queue.clear();
    this.ledger.cleared(this.call);
  }

  private say(message: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
}

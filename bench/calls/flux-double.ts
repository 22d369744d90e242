import type { WebSocket } from "ws";
import { FRAME_BYTES, FRAME_MS } from "#lib/audio/format";
import { readFrame } from "./callee-frame.ts";
import type { Ledger } from "./ledger.ts";

/** As Deepgram publishes them. */
const END_OF_TURN_MS = 260;
const EAGER_MS = 60;
const FIRST_WORDS_MS = 200;
const UPDATE_EVERY_MS = 240;
const WORDS = "Yes I think that this sounds quite good to me thank you".split(" ");
const WORD_MS = 200;

/** One stream of canned speech recognition: reads the marks in the audio and tells turns as Flux does. */
export class FluxDouble {
  private readonly socket: WebSocket;
  private readonly ledger: Ledger;
  private readonly isEager: boolean;
  private sequence = 0;
  private turnIndex = 0;
  private positionMs = 0;
  private call = -1;
  private startMs = 0;
  private endMs = 0;
  private toldMs = 0;
  private stage: "silent" | "begun" | "told" | "eager" = "silent";

  static serve(socket: WebSocket, ledger: Ledger, isEager: boolean): void {
    const double = new FluxDouble(socket, ledger, isEager);
    double.send({ type: "Connected" });
  }

  private constructor(socket: WebSocket, ledger: Ledger, isEager: boolean) {
    this.socket = socket;
    this.ledger = ledger;
    this.isEager = isEager;
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (!isBinary) return socket.close(1000);
      for (let at = 0; at < data.length; at += FRAME_BYTES) this.hear(readFrame(data, at));
    });
    socket.on("error", () => undefined);
  }

  private hear(mark: { call: number; turn: number } | null): void {
    this.positionMs += FRAME_MS;
    if (mark === null) return;
    this.call = mark.call;
    if (mark.turn > 0) this.speech();
    else if (this.stage !== "silent") this.silence();
  }

  private speech(): void {
    if (this.stage === "silent") {
      this.stage = "begun";
      this.startMs = this.positionMs - FRAME_MS;
    }
    this.endMs = this.positionMs;
    const spokenMs = this.endMs - this.startMs;
    if (this.stage === "begun" && spokenMs >= FIRST_WORDS_MS) {
      this.stage = "told";
      this.tell("StartOfTurn");
      this.ledger.told(this.call);
    } else if (this.stage === "told" && this.positionMs - this.toldMs >= UPDATE_EVERY_MS) this.tell("Update");
  }

  private silence(): void {
    const silentMs = this.positionMs - this.endMs;
    if (this.stage === "told" && this.isEager && silentMs >= EAGER_MS) {
      this.stage = "eager";
      this.tell("EagerEndOfTurn");
    }
    if (silentMs < END_OF_TURN_MS) return;
    this.stage = "silent";
    this.ledger.note(this.call, "endOfTurnAt");
    this.tell("EndOfTurn");
    this.turnIndex += 1;
  }

  private tell(event: string): void {
    this.toldMs = this.positionMs;
    // Two words are known at once, then one every 200 ms.
    const count = Math.min(WORDS.length, Math.max(2, Math.floor((this.endMs - this.startMs) / WORD_MS)));
    const words = WORDS.slice(0, count).map((word, i) => ({
      word,
      confidence: 0.98,
      start: (this.startMs + i * 100) / 1000,
      end: (this.startMs + (i + 1) * 100) / 1000,
    }));
    this.send({
      type: "TurnInfo",
      event,
      turn_index: this.turnIndex,
      audio_window_start: 0,
      audio_window_end: this.positionMs / 1000,
      transcript: words.map(({ word }) => word).join(" "),
      words,
      end_of_turn_confidence: 0.9,
    });
  }

  private send(message: object): void {
    if (this.socket.readyState === this.socket.OPEN)
      this.socket.send(JSON.stringify({ ...message, request_id: "bench", sequence_id: this.sequence++ }));
  }
}
